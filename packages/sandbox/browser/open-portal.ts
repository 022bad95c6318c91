import type Stripe from "stripe";

type Session = Stripe.BillingPortal.SessionCreateParams;

/** A portal that offers all there is to offer. */
export async function offerEverything({ billingPortal }: Stripe) {
  const quantity = { enabled: true, minimum: 1, maximum: 20 };
  await billingPortal.configurations.update("bpc_portico", {
    features: {
      customer_update: {
        enabled: true,
        allowed_updates: ["name", "email", "phone", "address", "shipping"],
      },
      subscription_pause: {
        enabled: true,
        duration: {
          type: "interval_options",
          interval_options: [
            { interval: "month", interval_count: 1 },
            { interval: "month", interval_count: 3 },
          ],
        },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        proration_behavior: "always_invoice",
        products: [
          { product: "prod_starter", prices: ["price_starter"] },
          { product: "prod_team", prices: ["price_team"], adjustable_quantity: quantity },
          { product: "prod_business", prices: ["price_business"] },
        ],
      },
    },
  });
}

export async function openPortal(
  { billingPortal }: Stripe,
  customer: string,
  flow?: Session["flow_data"],
): Promise<string> {
  const wish = { customer, ...(flow && { flow_data: flow }) };
  return (await billingPortal.sessions.create(wish)).url;
}
