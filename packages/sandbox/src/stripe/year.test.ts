import { expect, it } from "vitest";
import { openTestSandbox } from "./testing.ts";

const MONTH = 30 * 24 * 60 * 60;
const CARDS = ["pm_card_visa", "pm_card_visa", "pm_card_chargeCustomerFail"] as const;

/** Mixed plans, cards that fail and recover, changes and farewells, a month at a time. */
async function liveAYear() {
  const open = openTestSandbox();
  const { stripe, moveTo, books } = open;
  const customers = await Promise.all(
    Array.from({ length: 9 }, async (_, place) => {
      const { id } = await stripe.customers.create({
        payment_method: "pm_card_visa",
        invoice_settings: { default_payment_method: "pm_card_visa" },
      });
      await stripe.subscriptions.create({
        customer: id,
        items: [{ price: place % 2 ? "price_team" : "price_starter", quantity: place + 1 }],
        ...(place % 3 === 0 && { trial_period_days: place + 1 }),
      });
      return id;
    }),
  );
  for (let month = 0; month < 12; month += 1) {
    moveTo(books.now() + MONTH);
    for (const [place, id] of customers.entries()) {
      const plan = (await stripe.subscriptions.list({ customer: id })).data[0];
      if (!plan || (place + month) % 4 !== 0) continue;
      const card = await stripe.paymentMethods.attach(CARDS[(place + month) % 3] ?? CARDS[0], {
        customer: id,
      });
      await stripe.subscriptions.update(plan.id, {
        default_payment_method: card.id,
        items: [{ id: plan.items.data[0]?.id ?? "", quantity: ((place + month) % 5) + 1 }],
        proration_behavior: month % 2 ? "always_invoice" : "create_prorations",
        cancel_at_period_end: place === 8 && month > 6,
      });
    }
  }
  return { ...open, customers };
}

it("takes exactly what its bills say, bills no period twice and skips none", async () => {
  const { stripe, customers } = await liveAYear();
  for (const customer of customers) {
    const bills = (await stripe.invoices.list({ customer, limit: 100 })).data.toReversed();
    const charges = (await stripe.charges.list({ customer, limit: 100 })).data;
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect(sum(bills.map(({ amount_paid }) => amount_paid))).toBe(
      sum(charges.filter(({ paid }) => paid).map(({ amount }) => amount)),
    );
    const periods = bills
      .flatMap(({ lines }) => lines.data)
      .filter(({ parent }) => parent?.subscription_item_details?.proration === false)
      .map(({ period }) => period);
    expect(periods.length).toBeGreaterThan(1);
    for (const [place, period] of periods.slice(1).entries())
      expect(period.start).toBe(periods[place]?.end);
  }
});
