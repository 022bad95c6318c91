import { beforeEach, expect, it } from "vitest";
import { CARD, openTestPages } from "../../testing.ts";

let open: ReturnType<typeof openTestPages>;
let url: string;
beforeEach(async () => {
  open = openTestPages();
  url = await open.linkFor("cus_initech");
});

it("is paid by the card the person chooses, and the plan is well again", async () => {
  await open.sent(`${url}/cards/new`, { ...CARD, charged: "yes" });
  const { data } = await open.stripe.customers.listPaymentMethods("cus_initech");
  const card = data.find((each) => each.card?.last4 === "4242")?.id ?? "";
  expect(await open.read(`${url}/invoices/in_initech3`)).toContain("Pay now");
  const pay = `${url}/invoices/in_initech3/pay`;
  const offered = await open.read(pay);
  expect(offered).toContain("Pay $19.00");
  expect(/value="([^"]+)"\s+checked/.exec(offered)?.[1]).toBe(card);
  const page = await open.sent(pay, { card });
  expect(page).toContain("Thank you. The payment is made.");
  expect(page).not.toContain("Past due");
  expect(await open.read(pay)).toContain("<h1>Billing</h1>");
});

it("says that a card was declined, and lets another be tried", async () => {
  const page = await open.sent(`${url}/invoices/in_initech3/pay`, { card: "pm_initech" });
  expect(page).toContain("Your card was declined. Try another card.");
  expect(await open.stripe.subscriptions.retrieve("sub_initech")).toMatchObject({
    status: "past_due",
  });
});

it("is paid once the bank agrees", async () => {
  const asking = { ...CARD, card_number: "4000 0027 6000 3184" };
  const setup = await open.send(`${url}/cards/new`, asking);
  await open.sent(setup.headers.get("location") ?? "", { answer: "yes" });
  const { data } = await open.stripe.customers.listPaymentMethods("cus_initech");
  const card = data.find((each) => each.card?.last4 === "3184")?.id ?? "";
  const tried = await open.send(`${url}/invoices/in_initech3/pay`, { card });
  const question = await open.visit(tried.headers.get("location") ?? "");
  const page = await open.sent(question.headers.get("location") ?? "", { answer: "yes" });
  expect(page).toContain("Thank you. The payment is made.");
});

it("takes no card of somebody else's", async () => {
  const page = await open.sent(`${url}/invoices/in_initech3/pay`, { card: "pm_acme" });
  expect(page).toContain("Choose a card.");
});

it("shows ten, and more to whoever asks", async () => {
  for (let count = 0; count < 12; count += 1) {
    await open.stripe.invoiceItems.create({
      customer: "cus_initech",
      amount: 100,
      currency: "usd",
    });
    const { id } = await open.stripe.invoices.create({
      customer: "cus_initech",
      pending_invoice_items_behavior: "include",
    });
    await open.stripe.invoices.finalizeInvoice(id ?? "");
  }
  const rows = (page: string) => page.split('<th scope="row">').length - 1;
  const page = await open.read(url);
  expect(rows(page)).toBe(10);
  const [, more = ""] = /href="([^"#]+)#invoices"\s*>Show more/.exec(page) ?? [];
  expect(rows(await open.read(more))).toBe(15);
});
