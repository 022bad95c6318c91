import type { WebhookEndpoint } from "./shapes.ts";

export function listensTo({ status, enabled_events }: WebhookEndpoint, type: string): boolean {
  return status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(type));
}
