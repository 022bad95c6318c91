import { expect, it } from "vitest";
import { refusalOf } from "../../testing/sandbox.ts";
import { bills, openShop } from "../../testing/shop.ts";

const DAY = 24 * 60 * 60;

it("bills what is bought once with the first bill, or with the next", async () => {
  const { stripe, customer, priced, product, moveTo } = await openShop();
  const fee = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 500,
  });
  const { id: price } = await priced(1000);
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    add_invoice_items: [{ price: fee.id, quantity: 2 }],
  });
  expect(await bills(stripe, customer)).toEqual([2000]);
  await stripe.subscriptions.update(plan.id, { add_invoice_items: [{ price: fee.id }] });
  moveTo((plan.items.data[0]?.current_period_end ?? 0) + 7200);
  expect(await bills(stripe, customer)).toEqual([2000, 1500]);
});

it("bills a short first period up to the day that was asked for", async () => {
  const { stripe, customer, priced, books, moveTo } = await openShop();
  moveTo(Date.UTC(2040, 5, 16) / 1000);
  const { id: price } = await priced(3000);
  const anchor = Date.UTC(2040, 6, 1) / 1000;
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    billing_cycle_anchor_config: { day_of_month: 1, hour: 0, minute: 0, second: 0 },
  });
  expect(plan).toMatchObject({
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: { day_of_month: 1, month: null },
    items: { data: [{ current_period_start: books.now(), current_period_end: anchor }] },
  });
  expect(await bills(stripe, customer)).toEqual([1500]);
  moveTo(anchor + 7200);
  expect(await bills(stripe, customer)).toEqual([1500, 3000]);

  const free = await stripe.customers.create({ payment_method: "pm_card_visa" });
  await stripe.subscriptions.create({
    customer: free.id,
    items: [{ price }],
    collection_method: "send_invoice",
    days_until_due: 5,
    billing_cycle_anchor: anchor + 20 * DAY,
    proration_behavior: "none",
  });
  expect(await bills(stripe, free)).toEqual([0]);
});

it("begins in the past, with a line for each period since", async () => {
  const { stripe, customer, priced, books } = await openShop();
  const { id: price } = await priced(1000);
  const start = books.now() - 40 * DAY;
  const wish = { customer: customer.id, items: [{ price }], backdate_start_date: start };
  const plan = await stripe.subscriptions.create(wish);
  expect(plan).toMatchObject({ start_date: start, billing_cycle_anchor: start });
  await stripe.subscriptions.create({ ...wish, proration_behavior: "none" });
  expect(await bills(stripe, customer)).toEqual([2000, 1000]);
  const ahead = { ...wish, backdate_start_date: books.now() + DAY };
  expect((await refusalOf(stripe.subscriptions.create(ahead))).param).toBe("backdate_start_date");
});
