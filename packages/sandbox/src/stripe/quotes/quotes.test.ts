import { expect, it } from "vitest";
import { refusalOf } from "../testing/sandbox.ts";
import { bills, openShop } from "../testing/shop.ts";

it("becomes a plan when it is accepted, which is billed an hour later", async () => {
  const { stripe, customer, priced, product, books, moveBy } = await openShop();
  const { id: price } = await priced(1000);
  const fee = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 500,
  });
  const draft = await stripe.quotes.create({
    customer: customer.id,
    line_items: [{ price, quantity: 3 }, { price: fee.id }],
    expand: ["line_items"],
  });
  expect(draft).toMatchObject({
    status: "draft",
    amount_total: 3500,
    computed: { recurring: { amount_total: 3000, interval: "month" } },
    line_items: {
      data: [{ quantity: 3 }, { quantity: 1 }],
      url: `/v1/quotes/${draft.id}/line_items`,
    },
  });
  const { data: lines } = await stripe.quotes.listLineItems(draft.id);
  expect(lines.map(({ id }) => id)).toEqual(draft.line_items?.data.map(({ id }) => id));
  const early = stripe.quotes.accept(draft.id);
  expect((await refusalOf(early)).message).toMatch("It must be open");
  expect(await stripe.quotes.finalizeQuote(draft.id)).toMatchObject({
    status: "open",
    number: expect.stringMatching(/^QT-/),
  });
  const accepted = await stripe.quotes.accept(draft.id, { expand: ["subscription", "invoice"] });
  expect(accepted).toMatchObject({
    status: "accepted",
    status_transitions: { accepted_at: books.now() },
    subscription: { status: "active", items: { data: [{ quantity: 3 }] } },
    invoice: { status: "draft", total: 3500 },
  });
  moveBy(7200);
  const [bill] = (await stripe.invoices.list({ customer: customer.id })).data;
  expect(bill).toMatchObject({ status: "paid", total: 3500 });
  const told = await stripe.events.list({ type: "quote.*" });
  expect(told.data.map(({ type }) => type)).toEqual([
    "quote.accepted",
    "quote.finalized",
    "quote.created",
  ]);
});

it("becomes a bill where nothing renews, and is changed while it is a draft", async () => {
  const { stripe, customer, product } = await openShop();
  const { id: price } = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 500,
  });
  const { id } = await stripe.quotes.create({ line_items: [{ price }] });
  await stripe.quotes.update(id, { customer: customer.id, line_items: [{ price, quantity: 4 }] });
  await stripe.quotes.finalizeQuote(id);
  const { invoice } = await stripe.quotes.accept(id, { expand: ["invoice"] });
  expect(invoice).toMatchObject({ status: "draft", total: 2000 });
  expect(await bills(stripe, customer)).toEqual([2000]);
});

it("is cancelled, and found by what became of it", async () => {
  const { stripe, customer, priced } = await openShop();
  const { id: price } = await priced(1000);
  const { id } = await stripe.quotes.create({ customer: customer.id, line_items: [{ price }] });
  expect(await stripe.quotes.cancel(id)).toMatchObject({ status: "canceled" });
  const found = await stripe.quotes.list({ customer: customer.id, status: "canceled" });
  expect(found.data.map((quote) => quote.id)).toEqual([id]);
  expect((await stripe.quotes.list({ status: "draft" })).data).toEqual([]);
});
