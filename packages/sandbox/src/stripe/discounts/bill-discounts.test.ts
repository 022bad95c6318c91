import { expect, it } from "vitest";
import { refusalOf } from "../testing/sandbox.ts";
import { openShop } from "../testing/shop.ts";

it("takes a customer's discount off all their bills, as older versions ask for it", async () => {
  const { stripe, ask, newest } = await openShop();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
  const post = async (path: string, body: string) => ask(path, { method: "POST", body });
  await post("/v1/customers/cus_acme", `coupon=${coupon}`);
  expect(await newest(2)).toEqual(["customer.updated", "customer.discount.created"]);
  expect(await stripe.customers.retrieve("cus_acme")).toMatchObject({
    discount: { object: "discount", source: { coupon, type: "coupon" } },
  });
  expect(await stripe.invoices.createPreview({ customer: "cus_acme" })).toMatchObject({
    discounts: [expect.stringMatching(/^di_/)],
  });
  expect(await stripe.customers.deleteDiscount("cus_acme")).toMatchObject({ deleted: true });
  expect(await stripe.customers.retrieve("cus_acme")).toMatchObject({ discount: null });
});

it("discounts a bill of its own and what is on it", async () => {
  const { stripe, customer } = await openShop();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 10 });
  const charged = { customer: customer.id, currency: "usd", amount: 1000 };
  await stripe.invoiceItems.create({ ...charged, discounts: [{ coupon }] });
  await stripe.invoiceItems.create(charged);
  const draft = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  expect(draft).toMatchObject({ subtotal: 1900, total: 1900 });
  const cheaper = await stripe.invoices.update(draft.id ?? "", { discounts: [{ coupon }] });
  expect(cheaper).toMatchObject({ subtotal: 1900, total: 1710, discounts: [expect.any(String)] });
  expect(await stripe.invoices.update(draft.id ?? "", { discounts: "" })).toMatchObject({
    total: 1900,
    discounts: [],
  });
});

it("refuses an amount in another currency", async () => {
  const { stripe } = await openShop();
  const { id: coupon } = await stripe.coupons.create({ amount_off: 100, currency: "jpy" });
  const asked = stripe.subscriptions.update("sub_acme", { discounts: [{ coupon }] });
  expect(await refusalOf(asked)).toMatchObject({ param: "discounts[0][coupon]" });
});

it("counts how often a promotion code was used, and refuses it after that", async () => {
  const { stripe, customer, priced } = await openShop();
  const { id: price } = await priced(2000);
  const coupon = await stripe.coupons.create({ percent_off: 10 });
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    max_redemptions: 1,
  });
  const wish = {
    customer: customer.id,
    items: [{ price }],
    discounts: [{ promotion_code: code.id }],
  };
  const plan = await stripe.subscriptions.create({ ...wish, expand: ["latest_invoice"] });
  expect(plan.latest_invoice).toMatchObject({ total: 1800 });
  expect(await stripe.promotionCodes.retrieve(code.id)).toMatchObject({
    times_redeemed: 1,
    active: false,
  });
  const refused = await refusalOf(stripe.subscriptions.create(wish));
  expect(refused.param).toBe("discounts[0][promotion_code]");
});

it.each([
  [{ first_time_transaction: true }, /has prior transactions/],
  [{ minimum_amount: 5000, minimum_amount_currency: "usd" }, /minimum amount requirement/],
])("keeps a promotion code to what it is restricted to: %j", async (restrictions, message) => {
  const { stripe, priced } = await openShop();
  const { id: price } = await priced(2000);
  const { id: coupon } = await stripe.coupons.create({ percent_off: 10 });
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon },
    restrictions,
  });
  const refused = await refusalOf(
    stripe.subscriptions.create({
      customer: "cus_acme",
      items: [{ price }],
      discounts: [{ promotion_code: code.id }],
    }),
  );
  expect(refused.message).toMatch(message);
});

it("adds a line to a draft, and takes its discounts off that line, too", async () => {
  const { stripe, customer } = await openShop();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 10 });
  const draft = await stripe.invoices.create({ customer: customer.id, discounts: [{ coupon }] });
  const product = await stripe.products.create({ name: "Cup" });
  const item = await stripe.invoiceItems.create({
    customer: customer.id,
    invoice: draft.id ?? "",
    price_data: { currency: "usd", product: product.id, unit_amount: 500 },
    quantity: 2,
  });
  expect(item).toMatchObject({ amount: 1000, description: "Cup", invoice: draft.id });
  const after = await stripe.invoices.retrieve(draft.id ?? "");
  expect(after).toMatchObject({ subtotal: 1000, total: 900, lines: { total_count: 1 } });
});
