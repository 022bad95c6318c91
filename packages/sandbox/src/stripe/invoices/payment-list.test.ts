import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { openTestSandbox } from "../testing/sandbox.ts";
import { payingBy } from "../testing/shop.ts";

it("leads from a bill to its payment, and back", async () => {
  const { stripe } = openTestSandbox();
  const { id: customer } = await stripe.customers.create(payingBy("pm_card_visa"));
  const plan = await stripe.subscriptions.create({ customer, items: [{ price: "price_team" }] });
  const invoice = idOf(plan.latest_invoice ?? "");
  const [payment] = (await stripe.invoicePayments.list({ invoice, status: "paid" })).data;
  expect(payment).toMatchObject({ invoice, amount_paid: 4900, status: "paid" });
  expect(await stripe.invoicePayments.retrieve(payment?.id ?? "")).toEqual(payment);
  const intent = idOf(payment?.payment.payment_intent ?? "");
  const back = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: intent },
  });
  expect(back.data).toEqual([payment]);
});
