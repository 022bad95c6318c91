import { isLoopback } from "./addresses.ts";
import type { Environment } from "./environment.ts";
import { missing } from "./missing.ts";

export interface HostWebhookSettings {
  url: string;
  secrets: string[];
}

export function hostWebhookOf({
  HOST_WEBHOOK_URL: url,
  HOST_WEBHOOK_SECRET: secrets,
}: Environment): HostWebhookSettings | null {
  if (!url && !secrets) return null;
  if (!url) return missing("HOST_WEBHOOK_URL", "HOST_WEBHOOK_SECRET");
  if (!secrets) return missing("HOST_WEBHOOK_SECRET", "HOST_WEBHOOK_URL");
  if (!url.startsWith("https:") && !isLoopback(url))
    throw new Error("HOST_WEBHOOK_URL has to be https, or on this machine.");
  return { url, secrets };
}
