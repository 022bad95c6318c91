import { z } from "zod";
import { oneOf } from "./params.ts";

// What requests say about billing in the same words, whatever they are about.

const PRORATION_BEHAVIORS = ["always_invoice", "create_prorations", "none"] as const;

export type ProrationBehavior = (typeof PRORATION_BEHAVIORS)[number];

export const prorationBehavior = oneOf(PRORATION_BEHAVIORS).optional();
export const collectionMethod = oneOf(["charge_automatically", "send_invoice"]).optional();
export const trialSettings = z
  .strictObject({
    end_behavior: z.strictObject({
      missing_payment_method: oneOf(["cancel", "create_invoice", "pause"]),
    }),
  })
  .optional();

/** The SDK's types leave room for behaviors that Stripe has yet to think of. */
export function knownBehavior(behavior: string | null): ProrationBehavior | undefined {
  return PRORATION_BEHAVIORS.find((known) => known === behavior);
}
