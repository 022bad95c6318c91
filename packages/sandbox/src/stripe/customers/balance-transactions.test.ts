import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

async function openLedger() {
  const open = openTestSandbox();
  const { stripe } = open;
  const { id: customer } = await stripe.customers.create({ payment_method: "pm_card_visa" });
  const give = (amount: number) =>
    stripe.customers.createBalanceTransaction(customer, { amount, currency: "usd" });
  const ledger = async () => (await stripe.customers.listBalanceTransactions(customer)).data;
  return { ...open, customer, give, ledger };
}

it("tells what a customer is owed, line by line", async () => {
  const { stripe, customer, give, ledger } = await openLedger();
  await give(-1000);
  const second = await give(300);
  expect(second).toMatchObject({ amount: 300, ending_balance: -700, type: "adjustment" });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -700 });
  expect((await ledger()).map(({ amount }) => amount)).toEqual([300, -1000]);
  const words = { description: "A mistake", metadata: { by: "Ada" } };
  const changed = await stripe.customers.updateBalanceTransaction(customer, second.id, words);
  expect(changed).toMatchObject(words);
  expect(await stripe.customers.retrieveBalanceTransaction(customer, second.id)).toEqual(changed);
});

it("pays bills first, and says which", async () => {
  const { stripe, customer, give, ledger } = await openLedger();
  await give(-1000);
  await stripe.invoiceItems.create({ customer, amount: 400, currency: "usd" });
  const pending = { pending_invoice_items_behavior: "include" } as const;
  const { id: invoice } = await stripe.invoices.create({ customer, ...pending });
  expect(await stripe.invoices.finalizeInvoice(invoice)).toMatchObject({
    status: "paid",
    amount_due: 0,
    starting_balance: -1000,
    ending_balance: -600,
  });
  expect(await ledger()).toMatchObject([
    { amount: 400, ending_balance: -600, type: "applied_to_invoice", invoice },
    { amount: -1000 },
  ]);
});

it("keeps one customer's lines from another", async () => {
  const { stripe, give } = await openLedger();
  const { id } = await give(100);
  const other = await stripe.customers.create();
  const asked = stripe.customers.retrieveBalanceTransaction(other.id, id);
  expect(await refusalOf(asked)).toMatchObject({ statusCode: 404, code: "resource_missing" });
});
