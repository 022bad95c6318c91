import type { Reason } from "@portico/billing";
import { isReason } from "./words.ts";

/** Why we were told no. Without a reason nobody answered at all. */
export interface Refusal {
  reason: Reason | null;
  requestId: string | null;
  retryAfter: number | null;
}

export function refusedFor(reason: Reason): Refusal {
  return { reason, requestId: null, retryAfter: null };
}

export function asRefusal(error: unknown): Refusal {
  const data = field(error, "data");
  if (data === undefined) return { reason: null, requestId: null, retryAfter: null };
  const reason = field(data, "reason");
  const requestId = field(data, "requestId");
  const retryAfter = field(data, "retryAfter");
  return {
    reason: isReason(reason) ? reason : "UNEXPECTED",
    requestId: typeof requestId === "string" ? requestId : null,
    retryAfter: typeof retryAfter === "number" ? retryAfter : null,
  };
}

const PASSING: ReadonlySet<Reason> = new Set([
  "UNEXPECTED",
  "STRIPE_UNAVAILABLE",
  "TOO_MANY_REQUESTS",
]);

/** Nobody answered, or not just now: no word about what somebody may see. */
export function mayPass({ reason }: Refusal): boolean {
  return reason === null || PASSING.has(reason);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
