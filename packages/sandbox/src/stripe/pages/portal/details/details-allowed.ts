import type { Visit } from "../visit.ts";

export function allows({ configuration }: Visit, update: string): boolean {
  const { enabled, allowed_updates: allowed } = configuration.features.customer_update;
  return enabled && allowed.includes(update);
}

export function mayChange(visit: Visit): boolean {
  return ["name", "email", "phone", "address", "shipping"].some((each) => allows(visit, each));
}
