import type Stripe from "stripe";
import { z } from "zod";
import { INTERVALS } from "./catalog.ts";

const name = z.string().regex(/^\P{Cc}{1,255}$/u);

/** Names of the catalog alone: what they cost is ours to say. */
export const choiceWish = z.strictObject({
  plan: name,
  interval: z.enum(INTERVALS),
  /** Where somebody chooses how many. */
  seats: z.int().min(1).max(1_000_000).optional(),
});

export const checkoutWish = choiceWish.extend({ returnUrl: z.string() });

/** Which of its plans is meant, where an organization has several. */
const which = { subscription: name.optional(), item: name.optional() };

export const changeWish = choiceWish.extend(which);

/** Stripe's words for why somebody leaves. */
const CANCEL_REASONS = [
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
] as const satisfies Stripe.Subscription.CancellationDetails.Feedback[];

export const cancelWish = z.strictObject({
  when: z.enum(["period end", "now"]),
  reason: z.enum(CANCEL_REASONS).optional(),
  ...which,
});

export const resumeWish = z.strictObject({ subscription: which.subscription });

export type ChoiceWish = z.infer<typeof choiceWish>;
export type CheckoutWish = z.infer<typeof checkoutWish>;
export type ChangeWish = z.infer<typeof changeWish>;
export type CancelWish = z.infer<typeof cancelWish>;
export type ResumeWish = z.infer<typeof resumeWish>;
