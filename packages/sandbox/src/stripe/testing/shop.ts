import type Stripe from "stripe";
import { openTestSandbox } from "./sandbox.ts";

/** Somebody new, and the card that their bills are paid by. */
export function payingBy(card: string) {
  return { payment_method: card, invoice_settings: { default_payment_method: card } };
}

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
  const customer = await stripe.customers.create(payingBy("pm_card_visa"));
  return { ...sandbox, product, priced, customer };
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

/** What the coupon that lasts takes off. */
export const LASTING_PERCENT = 33;

/** Two things that are sold by the week, the month and the year, and two coupons for them. */
export async function offerRhythms(stripe: Stripe) {
  const seat = await stripe.products.create({ name: "Seat" });
  const support = await stripe.products.create({ name: "Support" });
  const pair = async (interval: "week" | "month" | "year", main: number, extra: number) => {
    const price = async (product: string, unit_amount: number) =>
      stripe.prices.create({ product, currency: "usd", unit_amount, recurring: { interval } });
    return { main: (await price(seat.id, main)).id, extra: (await price(support.id, extra)).id };
  };
  const coupon = async (wish: Stripe.CouponCreateParams) => (await stripe.coupons.create(wish)).id;
  return {
    prices: {
      week: await pair("week", 733, 1001),
      month: await pair("month", 2999, 4999),
      year: await pair("year", 29_990, 50_007),
    },
    coupons: {
      once: await coupon({ percent_off: 50, duration: "once" }),
      repeating: await coupon({
        percent_off: LASTING_PERCENT,
        duration: "repeating",
        duration_in_months: 3,
      }),
    },
  };
}
