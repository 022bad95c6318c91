import { z } from "zod";

const milliseconds = z.int().min(1).max(60_000);

/** Nothing older is remembered. */
const LONGEST_AGO = 600;

/** What can go wrong with a request. */
export const requestFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("latency"), milliseconds }),
  z.strictObject({
    kind: z.literal("too_many_requests"),
    /** What `stripe-should-retry` says; left out, the header is. */
    should_retry: z.boolean().optional(),
    /** Seconds. */
    retry_after: z.int().min(0).max(3600).optional(),
  }),
  z.strictObject({ kind: z.literal("server_error") }),
  z.strictObject({ kind: z.literal("unavailable") }),
  z.strictObject({ kind: z.literal("dropped_before") }),
  z.strictObject({ kind: z.literal("dropped_after") }),
  z.strictObject({ kind: z.literal("stale"), seconds: z.int().min(1).max(LONGEST_AGO) }),
]);

/** What can go wrong with a webhook. */
const webhookFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("webhooks_twice") }),
  z.strictObject({ kind: z.literal("webhooks_late"), milliseconds }),
  /** Each waits a while of its own, up to this. */
  z.strictObject({ kind: z.literal("webhooks_shuffled"), milliseconds }),
  z.strictObject({ kind: z.literal("webhooks_endpoint_down") }),
]);

export const faultWish = z.strictObject({
  fault: z.discriminatedUnion("kind", [requestFault, webhookFault]),
  /** Without either it lasts until it is switched off. */
  for_requests: z.int().min(1).optional(),
  for_seconds: z.int().min(1).optional(),
  /** How the path of a request begins; a webhook has none. */
  path: z.string().startsWith("/v1").optional(),
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
});

export type RequestFault = z.infer<typeof requestFault>;
export type WebhookFault = z.infer<typeof webhookFault>;
export type FaultWish = z.infer<typeof faultWish>;
