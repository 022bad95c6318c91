import type Stripe from "stripe";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openBank } from "./testing.ts";

let bank: Awaited<ReturnType<typeof openBank>>;
let charge: string;
beforeEach(async () => {
  bank = await openBank();
  onTestFinished(() => bank.close());
  const [newest] = (await bank.stripe.charges.list({ customer: "cus_acme", limit: 1 })).data;
  charge = newest?.id ?? "";
});

/** A third is 1,633 of 4,900, and 333 of 1,000 credits. */
async function refund(amount: number) {
  const { id } = await bank.stripe.refunds.create({ charge, amount });
  await bank.settle();
  return `refund:${id}`;
}
const spend = (amount: number) =>
  bank.spend({ organization: "org_acme", amount, key: `spend of ${amount}` });
const since = async () => (await bank.entries("org_acme")).slice(1);

it("takes back the share that is refunded, and the whole when all is", async () => {
  const [one, two, three] = [await refund(1_633), await refund(1_633), await refund(1_634)];
  expect(await since()).toEqual([
    [one, -333, 667],
    [two, -333, 334],
    [three, -334, 0],
  ]);
});

it("lets be owed what was spent already, and what comes repays it first", async () => {
  await spend(900);
  const back = await refund(4_900);
  await expect(spend(1)).rejects.toMatchObject({
    reason: "NOT_ENOUGH_CREDITS",
    message: expect.stringContaining("900 are owed"),
  });
  await bank.pass(30);
  expect(await since()).toEqual([
    ["spend:spend of 900", -900, 100],
    [back, -1_000, -900],
    [expect.stringMatching(/^invoice:/), 1_000, 100],
  ]);
});

const bought = async () => bank.entries("org_new");
const [given, taken] = [
  [expect.stringMatching(/^invoice:/), 500, 500],
  [expect.stringMatching(/^(refund|dispute):/), -500, 0],
];

async function refundOn(card: string) {
  const customer = await bank.newCustomer("org_new", card);
  await bank.buy(customer, "small");
  const { data } = await bank.stripe.charges.list({ customer, limit: 1 });
  await bank.stripe.refunds.create({ charge: data[0]?.id ?? "" });
  await bank.settle();
}

it("takes back what a slow bank pays back once it did", async () => {
  await refundOn("pm_card_pendingRefund");
  expect(await bought()).toEqual([given]);
  await bank.pass(1);
  expect(await bought()).toEqual([given, taken]);
});

it("takes nothing for a refund that came to nothing", async () => {
  await refundOn("pm_card_refundFail");
  expect((await bought()).at(-1)?.[2]).toBe(500);
});

it("takes back what is disputed, and gives it back when the dispute is won", async () => {
  const customer = await bank.newCustomer("org_new", "pm_card_createDispute");
  await bank.buy(customer, "small");
  expect(await bought()).toEqual([given, taken]);
  const { data } = await bank.stripe.disputes.list();
  await bank.stripe.disputes.update(data[0]?.id ?? "", {
    evidence: { uncategorized_text: "winning_evidence" },
  });
  await bank.pass(1);
  expect(await bought()).toEqual([given, taken, [`won:${data[0]?.id}`, 500, 500]]);
});

/** What a bank says by itself. */
const bankSays = (path: string, said: object) =>
  bank.sandbox.stripe(
    new Request(`http://localhost:12111/sandbox/disputes${path}`, {
      method: "POST",
      body: JSON.stringify(said),
    }),
  );

it("follows a bank that thinks again, however often", async () => {
  await bankSays("", { charge });
  await bank.settle();
  const { data } = await bank.stripe.disputes.list();
  const id = data[0]?.id ?? "";
  for (const status of ["won", "lost", "won"]) {
    await bankSays(`/${id}`, { status });
    await bank.settle();
  }
  expect(await since()).toEqual([
    [`dispute:${id}`, -1_000, 0],
    [`won:${id}`, 1_000, 1_000],
    [`dispute:${id}#2`, -1_000, 0],
    [`won:${id}#2`, 1_000, 1_000],
  ]);
});

it("takes back what is disputed once more after a dispute was won", async () => {
  for (const status of ["won", "lost"]) {
    await bankSays("", { charge });
    const { data } = await bank.stripe.disputes.list({ limit: 1 });
    await bankSays(`/${data[0]?.id}`, { status });
    await bank.settle();
  }
  expect((await since()).map(([source, amount]) => [source.split(":")[0], amount])).toEqual([
    ["dispute", -1_000],
  ]);
});

it("takes nothing while somebody only asks", async () => {
  const customer = await bank.newCustomer("org_new", "pm_card_createDisputeInquiry");
  await bank.buy(customer, "small");
  expect(await bought()).toEqual([given]);
});

async function credit(wish: Stripe.CreditNoteCreateParams) {
  const { id } = await bank.stripe.creditNotes.create(wish);
  await bank.settle();
  return `credit_note:${id}`;
}

it("takes back what a credit note gives back otherwise than by refunds, of a bill paid elsewhere too", async () => {
  const customer = await bank.newCustomer("org_new");
  const price = await bank.priceOf("credits_small");
  const { id: invoice } = await bank.stripe.invoices.create({ customer, currency: "usd" });
  await bank.stripe.invoiceItems.create({ customer, invoice, pricing: { price } });
  await bank.stripe.invoices.pay(invoice, { paid_out_of_band: true });
  const [one, other] = [
    await credit({ invoice, amount: 500, credit_amount: 500 }),
    await credit({ invoice, amount: 500, out_of_band_amount: 500 }),
  ];
  expect(await bought()).toEqual([given, [one, -250, 250], [other, -250, 0]]);
});

it("takes back what a credit note gives back of a bill that was paid with credit at Stripe, in part or whole", async () => {
  const customer = await bank.newCustomer("org_new");
  await bank.stripe.customers.createBalanceTransaction(customer, {
    amount: -1_600,
    currency: "usd",
  });
  const [whole, part] = [await bank.buy(customer, "small"), await bank.buy(customer, "small")];
  const { data } = await bank.stripe.charges.list({ customer });
  expect(data.map(({ amount }) => amount)).toEqual([400]);
  const ofWhole = await credit({ invoice: whole, amount: 1_000, credit_amount: 1_000 });
  await bank.stripe.refunds.create({ charge: data[0]?.id ?? "" });
  await bank.settle();
  const ofPart = await credit({ invoice: part, amount: 600, credit_amount: 600 });
  expect(await bought()).toEqual([
    [`invoice:${whole}`, 500, 500],
    [`invoice:${part}`, 500, 1_000],
    [ofWhole, -500, 500],
    [expect.stringMatching(/^refund:/), -200, 300],
    [ofPart, -300, 0],
  ]);
});

it("counts what a credit note refunds once", async () => {
  const invoice = await bank.buy(await bank.newCustomer("org_new"), "small");
  await credit({ invoice, amount: 400, refund_amount: 400 });
  expect(await bought()).toEqual([given, [expect.stringMatching(/^refund:/), -200, 300]]);
});

it("takes back what was paid by a charge that has no payment intent", async () => {
  const customer = await bank.newCustomer("org_new");
  const other = await bank.buy(customer, "small");
  const invoice = await bank.buy(customer, "small");
  const [card] = (await bank.stripe.paymentMethods.list({ customer })).data;
  const { id } = await bank.stripe.charges.create({
    amount: 1_000,
    currency: "usd",
    customer,
    source: card?.id ?? "",
  });
  // As Stripe tells of a bill that it finalized before there were payment intents.
  bank.stripeAnswers(async (request) => {
    const answer = await bank.sandbox.stripe(request);
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/v1/invoice_payments" || searchParams.get("invoice") !== invoice)
      return answer;
    const text = await answer.text();
    const payment = JSON.stringify({ type: "charge", charge: id });
    return new Response(text.replace(/"payment": \{[^}]*\}/, `"payment": ${payment}`), answer);
  });
  await bank.stripe.refunds.create({ charge: id, amount: 500 });
  await bank.settle();
  expect((await bought()).slice(1)).toEqual([
    [`invoice:${invoice}`, 500, 1_000],
    [expect.stringMatching(/^refund:/), -250, 750],
  ]);
  expect(other).not.toBe(invoice);
});

it("takes back what it learns to have been paid for when the money is gone", async () => {
  const product = await bank.stripe.products.create({ name: "Credits, as agreed" });
  const customer = await bank.newCustomer("org_new");
  const { id } = await bank.stripe.invoices.create({ customer, currency: "usd" });
  await bank.stripe.invoiceItems.create({
    customer,
    invoice: id,
    price_data: { product: product.id, currency: "usd", unit_amount: 900 },
  });
  await bank.stripe.invoices.pay(id);
  const { data } = await bank.stripe.charges.list({ customer, limit: 1 });
  await bank.stripe.refunds.create({ charge: data[0]?.id ?? "" });
  await bank.settle();
  expect(await bought()).toEqual([]);
  await bank.stripe.products.update(product.id, { metadata: { portico_pack: "small" } });
  await bank.settle();
  expect(await bought()).toEqual([given, taken]);
});
