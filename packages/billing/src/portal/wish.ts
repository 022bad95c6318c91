import type Stripe from "stripe";
import { z } from "zod";

type StripeLocale = Stripe.BillingPortal.SessionCreateParams.Locale;

/** The languages of Stripe's portal. */
const LOCALES: readonly StripeLocale[] = (
  "auto bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr fr-CA hr hu id it ja ko " +
  "lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
).split(" ");

const subscription = z.string().min(1).max(255);

/** A step the portal opens with. A subscription named here has to be the organization's own. */
const flow = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("payment_method_update") }),
  z.strictObject({ type: z.literal("customer_update") }),
  z.strictObject({ type: z.literal("subscription_cancel"), subscription }),
  z.strictObject({ type: z.literal("subscription_update"), subscription }),
  z.strictObject({ type: z.literal("subscription_pause"), subscription }),
]);

/** What a client may name when it opens the portal; everything else comes from the caller and from configuration. */
export const portalWish = z.strictObject({
  returnUrl: z.string(),
  flow: flow.optional(),
  locale: z.enum(LOCALES).optional(),
});

/** A surface may fix one of our own portal configurations, by name; its clients never do. */
export type PortalWish = z.infer<typeof portalWish> & { configuration?: PortalConfigurationName };
export type PortalConfigurationName = "payments-only";
export type PortalFlow = z.infer<typeof flow>;

export function subscriptionNamedIn(flow: PortalFlow | undefined): string | undefined {
  return flow && "subscription" in flow ? flow.subscription : undefined;
}

/** The flow in Stripe's own shape. */
export function flowForStripe(flow: PortalFlow): Stripe.BillingPortal.SessionCreateParams.FlowData {
  switch (flow.type) {
    case "payment_method_update":
    case "customer_update":
      return { type: flow.type };
    case "subscription_cancel":
      return { type: flow.type, subscription_cancel: { subscription: flow.subscription } };
    case "subscription_update":
      return { type: flow.type, subscription_update: { subscription: flow.subscription } };
    case "subscription_pause":
      return { type: flow.type, subscription_pause: { subscription: flow.subscription } };
  }
}
