import type Stripe from "stripe";
import { openTestSandbox } from "./testing.ts";

/** A sandbox with something to sell, and a customer who can pay for it. */
export async function openShop() {
  const sandbox = openTestSandbox();
  const { stripe } = sandbox;
  const product = await stripe.products.create({ name: "Tea" });
  const priced = async (unit_amount: number) =>
    stripe.prices.create({
      product: product.id,
      currency: "usd",
      unit_amount,
      recurring: { interval: "month" },
    });
  const customer = await stripe.customers.create({
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
  const types = async (limit: number) =>
    (await stripe.events.list({ limit })).data.map(({ type }) => type);
  return { ...sandbox, product, priced, customer, types };
}

/** When the next bill was drawn and paid. */
export function nextMonth({ items }: Stripe.Subscription): number {
  return (items.data[0]?.current_period_end ?? 0) + 2 * 3600;
}

/** What a customer was billed, oldest first. */
export async function bills(stripe: Stripe, { id }: Stripe.Customer) {
  const { data } = await stripe.invoices.list({ customer: id });
  return data.map(({ total }) => total).toReversed();
}
