import { openTestSandbox } from "./sandbox.ts";
import { payingBy } from "./shop.ts";

export const HOUR = 60 * 60;
export const DAY = 24 * HOUR;
export const START = Date.UTC(2027, 0, 31, 12) / 1000;

/** A customer on a test clock of their own. */
export async function openLife(card: string | null = "pm_card_visa") {
  const open = openTestSandbox();
  const { stripe } = open;
  const testClock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
  const customer = await stripe.customers.create({
    test_clock: testClock.id,
    ...(card !== null && payingBy(card)),
  });
  const subscribe = (more: Partial<Parameters<typeof stripe.subscriptions.create>[0]> = {}) =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_team" }],
      ...more,
    });
  /** From now on their bills are paid by another card. */
  const payBy = async (token: string) => {
    const { id } = await stripe.paymentMethods.attach(token, { customer: customer.id });
    const invoice_settings = { default_payment_method: id };
    await stripe.customers.update(customer.id, { invoice_settings });
  };
  const reach = (frozen_time: number) =>
    stripe.testHelpers.testClocks.advance(testClock.id, { frozen_time });
  const bills = async () => (await stripe.invoices.list({ customer: customer.id })).data;
  return { ...open, testClock, customer, subscribe, payBy, reach, bills };
}
