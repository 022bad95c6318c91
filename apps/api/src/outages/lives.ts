import type Stripe from "stripe";

/** Customers of Stripe's with a plan each, whose plans keep changing. */
export interface Lives {
  customers: string[];
  /** Changes the plan of one of them, which is an event. */
  changeOne(): Promise<void>;
}

export async function beginLives(stripe: Stripe, count: number): Promise<Lives> {
  const customers: string[] = [];
  const subscriptions: Stripe.Subscription[] = [];
  for (let at = 0; at < count; at += 1) {
    const customer = await stripe.customers.create({
      metadata: { portico_organization: `org_life_${at}` },
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    const items = [{ price: "price_team" }];
    customers.push(customer.id);
    subscriptions.push(await stripe.subscriptions.create({ customer: customer.id, items }));
  }
  let changes = 0;
  return {
    customers,
    async changeOne() {
      const chosen = subscriptions[Math.floor(Math.random() * count)];
      if (!chosen) throw new Error("There is nobody to change.");
      changes += 1;
      await stripe.subscriptions.update(chosen.id, changeNumber(changes, chosen));
    },
  };
}

function changeNumber(at: number, { items }: Stripe.Subscription): Stripe.SubscriptionUpdateParams {
  if (at % 3 === 0) return { cancel_at_period_end: at % 2 === 0 };
  const changed = items.data.map(({ id }) => ({ id, quantity: 1 + (at % 50) }));
  return { items: changed, proration_behavior: "none" };
}
