import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe } = openTestSandbox();
const { id: product } = await stripe.products.create({ name: "Tea" });
const { id: price } = await stripe.prices.create({
  product,
  currency: "usd",
  unit_amount: 1000,
  recurring: { interval: "month" },
});
const { id: customer } = await stripe.customers.create({});
const sent = { customer, collection_method: "send_invoice", days_until_due: 30 } as const;
const wish = { ...sent, items: [{ price }], expand: ["latest_invoice"] };

it("keeps what it is told of a tax, but its percentage for good", async () => {
  const rate = await stripe.taxRates.create({
    display_name: "VAT",
    percentage: 19.5,
    inclusive: false,
    country: "DE",
  });
  expect(rate).toMatchObject({ id: expect.stringMatching(/^txr_/), percentage: 19.5 });
  await stripe.taxRates.update(rate.id, { active: false });
  expect((await stripe.taxRates.list({ active: true })).data).toEqual([]);
  const refused = await refusalOf(
    stripe.subscriptions.create({ ...wish, default_tax_rates: [rate.id] }),
  );
  expect(refused.param).toBe("default_tax_rates[0]");
});

it("puts a tax on top of what is left after discounts", async () => {
  const vat = { display_name: "VAT", percentage: 20, inclusive: false };
  const { id: rate } = await stripe.taxRates.create(vat);
  const { id: coupon } = await stripe.coupons.create({ percent_off: 50 });
  const { latest_invoice: bill } = await stripe.subscriptions.create({
    ...wish,
    default_tax_rates: [rate],
    discounts: [{ coupon }],
  });
  expect(bill).toMatchObject({
    subtotal: 1000,
    total: 600,
    total_excluding_tax: 500,
    total_taxes: [{ amount: 100, taxable_amount: 500, tax_behavior: "exclusive" }],
    lines: { data: [{ taxes: [{ amount: 100, tax_rate_details: { tax_rate: rate } }] }] },
  });
});

it("finds the tax that a price includes, and prefers an item's own", async () => {
  const onTop = { display_name: "VAT", percentage: 20, inclusive: false };
  const within = { display_name: "GST", percentage: 10, inclusive: true };
  const { id: general } = await stripe.taxRates.create(onTop);
  const { id: own } = await stripe.taxRates.create(within);
  const { latest_invoice: bill } = await stripe.subscriptions.create({
    ...wish,
    items: [{ price, tax_rates: [own] }],
    default_tax_rates: [general],
  });
  expect(bill).toMatchObject({
    total: 1000,
    total_excluding_tax: 909,
    total_taxes: [{ amount: 91, tax_behavior: "inclusive", tax_rate_details: { tax_rate: own } }],
  });
});

it("taxes a bill of its own", async () => {
  const vat = { display_name: "VAT", percentage: 20, inclusive: false };
  const { id: rate } = await stripe.taxRates.create(vat);
  const { id } = await stripe.invoices.create({ customer, default_tax_rates: [rate] });
  await stripe.invoiceItems.create({ customer, invoice: id ?? "", amount: 500, currency: "usd" });
  expect(await stripe.invoices.finalizeInvoice(id ?? "")).toMatchObject({
    subtotal: 500,
    total: 600,
    amount_due: 600,
  });
});
