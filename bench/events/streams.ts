import type Stripe from "stripe";
import type { StripeOfBench } from "./stripe.ts";

const ROUNDS = 10;

export async function makePlans({ sdk }: StripeOfBench, count: number) {
  const plans: Stripe.Subscription[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id: customer } = await sdk.customers.create({
      metadata: { portico_organization: `org_${at}` },
      payment_method: "pm_card_visa",
      invoice_settings: { default_payment_method: "pm_card_visa" },
    });
    plans.push(await sdk.subscriptions.create({ customer, items: [{ price: "price_team" }] }));
  }
  return plans;
}

/** Ten events of each customer, each at a second of its own by Stripe's clock. */
export async function makeEvenStream(stripe: StripeOfBench, plans: Stripe.Subscription[]) {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, plan] of plans.entries()) plans[at] = await change(stripe.sdk, plan, round);
    stripe.advance(1);
  }
  return allOf(await stripe.events(), plans);
}

/** Ten events of each customer within a moment, most of them in the same second. */
export async function makeBursts(stripe: StripeOfBench, plans: Stripe.Subscription[]) {
  for (const [at, begun] of plans.entries()) {
    let plan = begun;
    for (let round = 0; round < ROUNDS; round += 1) plan = await change(stripe.sdk, plan, round);
    plans[at] = plan;
  }
  return allOf(await stripe.events(), plans);
}

function allOf(events: string[], plans: Stripe.Subscription[]): string[] {
  if (events.length === plans.length * ROUNDS) return events;
  throw new Error(`${events.length} events came of ${plans.length * ROUNDS} changes.`);
}

async function change(sdk: Stripe, plan: Stripe.Subscription, round: number) {
  const [item] = plan.items.data;
  if (!item) throw new Error(`${plan.id} has no item.`);
  if (round === 2 || round === 6) {
    const customer = typeof plan.customer === "string" ? plan.customer : plan.customer.id;
    await sdk.customers.update(customer, { name: `Customer in round ${round}` });
    return plan;
  }
  if (round === 3 || round === 7)
    return sdk.subscriptions.update(plan.id, { cancel_at_period_end: round === 3 });
  const replaced = [
    { id: item.id, deleted: true },
    { price: item.price.id === "price_team" ? "price_starter" : "price_team" },
  ];
  const resized = [{ id: item.id, quantity: (item.quantity ?? 1) + 1 }];
  const items = round === 4 || round === 9 ? replaced : resized;
  return sdk.subscriptions.update(plan.id, { items, proration_behavior: "none" });
}
