import type Stripe from "stripe";
import { z } from "zod";

type StripeLocale = Stripe.BillingPortal.SessionCreateParams.Locale;

/** The languages of Stripe's portal. */
const LOCALES: readonly StripeLocale[] = (
  "auto bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr fr-CA hr hu id it ja ko " +
  "lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
).split(" ");

const name = z.string().min(1).max(255);

/** Where the person stands when the step is done. Without it, in the rest of the portal. */
const afterCompletion = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("portal_homepage") }),
    z.strictObject({ type: z.literal("hosted_confirmation") }),
    z.strictObject({ type: z.literal("redirect"), returnUrl: z.string() }),
  ])
  .optional();

/** A step the portal opens with. A subscription named here has to be the organization's own. */
const flow = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("payment_method_update"), afterCompletion }),
  z.strictObject({ type: z.literal("customer_update"), afterCompletion }),
  z.strictObject({ type: z.literal("subscription_cancel"), subscription: name, afterCompletion }),
  z.strictObject({ type: z.literal("subscription_update"), subscription: name, afterCompletion }),
  z.strictObject({ type: z.literal("subscription_pause"), subscription: name, afterCompletion }),
  z.strictObject({
    type: z.literal("subscription_update_confirm"),
    subscription: name,
    /** One that the configuration offers, by its lookup key. Without it the plan stays. */
    plan: name.optional(),
    quantity: z.int().min(1).max(1_000_000).optional(),
    afterCompletion,
  }),
]);

/** What a client may name when it opens the portal; everything else comes from the caller and from configuration. */
export const portalWish = z.strictObject({
  returnUrl: z.string(),
  flow: flow.optional(),
  locale: z.enum(LOCALES).optional(),
  /** One of ours, by name. Without it, `full`. */
  configuration: name.optional(),
});

export type PortalWish = z.infer<typeof portalWish>;
export type PortalFlow = z.infer<typeof flow>;

export function subscriptionNamedIn(flow: PortalFlow | undefined): string | null {
  return flow && "subscription" in flow ? flow.subscription : null;
}
