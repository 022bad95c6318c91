import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { CARD, openTestPages } from "../testing.ts";

const OPEN = "/i/in_initech3";

/** The text a PDF draws, read without the library that wrote it. */
function textOf(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].map(
    ([, bytes = ""]) => bytes,
  );
  return streams
    .map((bytes) => inflateSync(Buffer.from(bytes, "latin1")).toString("latin1"))
    .flatMap((page) => [...page.matchAll(/<([0-9A-F]*)> Tj/g)])
    .map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1"))
    .join("\n");
}

async function pdfAt(open: ReturnType<typeof openTestPages>, address: string) {
  const answer = await open.visit(address);
  return { answer, pdf: Buffer.from(await answer.arrayBuffer()) };
}

it("hands over a PDF that says what the page says", async () => {
  const open = openTestPages();
  const invoice = await open.stripe.invoices.retrieve("in_acme4");
  const { answer, pdf } = await pdfAt(open, invoice.invoice_pdf ?? "");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'attachment; filename="Invoice-ACME-0004.pdf"',
  });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.toString("latin1").trimEnd()).toMatch(/startxref\n\d+\n%%EOF$/);
  for (const words of [
    "Invoice ACME-0004",
    "Acme, billing@acme.test",
    "1 × Team",
    "$49.00",
    "Paid on",
  ])
    expect(textOf(pdf)).toContain(words);
});

it("prints names in any script, and long ones, on as many sheets as it takes", async () => {
  const open = openTestPages();
  const name = `Łódź 株式会社 🎉 ${"very".repeat(60)}`;
  const { id } = await open.stripe.customers.create({ name });
  for (let line = 0; line < 60; line += 1)
    await open.stripe.invoiceItems.create({
      customer: id,
      amount: 100 + line,
      currency: "jpy",
      description: "Ωmega",
    });
  const draft = await open.stripe.invoices.create({
    customer: id,
    pending_invoice_items_behavior: "include",
  });
  const final = await open.stripe.invoices.finalizeInvoice(draft.id);
  const { pdf } = await pdfAt(open, final.invoice_pdf ?? "");
  expect(textOf(pdf)).toContain("?ódz");
  expect(textOf(pdf).split("very").length).toBeGreaterThan(50);
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
});

it("is paid with a card as it is typed", async () => {
  const { sent, read, newest, stripe } = openTestPages();
  expect(await read(OPEN)).toContain("Pay $19.00");
  const page = await sent(OPEN, CARD);
  expect(page).toContain("Paid on");
  expect(page).not.toContain("Pay $19.00");
  expect(await newest(12)).toEqual(expect.arrayContaining(["invoice.paid", "charge.succeeded"]));
  expect(await stripe.subscriptions.retrieve("sub_initech")).toMatchObject({ status: "active" });
  expect(await sent(OPEN, CARD)).toContain("Paid on");
});

it("is paid with a card that is saved, or says that it was declined", async () => {
  const { sent, stripe, read } = openTestPages();
  expect(await read(OPEN)).toContain("Visa ending in 0341");
  expect(await sent(OPEN, { card: "pm_initech" })).toContain(
    "The last attempt to pay was declined",
  );
  const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_initech" });
  expect(await sent(OPEN, { card: good.id })).toContain("Paid on");
});

it("does not charge a card of somebody else, and says what is wrong with one", async () => {
  const { send, sent } = openTestPages();
  expect((await send(OPEN, { card: "pm_acme" })).status).toBe(422);
  expect(await sent(OPEN, { ...CARD, card_expiry: "01 / 20" })).toContain("This card has expired.");
  expect((await send(OPEN, CARD, "http://evil.test")).status).toBe(403);
});

it("asks the bank where the bank asks, and is paid once it agreed", async () => {
  const { send, follow } = openTestPages();
  const asking = await send(OPEN, { ...CARD, card_number: "4000 0000 0000 3220" });
  const bank = asking.headers.get("location") ?? "";
  expect(await (await follow(asking)).text()).toContain("Is this you?");
  expect(await (await follow(await send(bank, { answer: "yes" }))).text()).toContain("Paid on");
});

it("keeps a draft to itself", async () => {
  const { stripe, visit } = openTestPages();
  const { id } = await stripe.invoices.create({ customer: "cus_acme" });
  for (const address of [`/i/${id}`, `/i/${id}/pdf`, "/i/in_nobody", "/i/in_nobody/pdf"])
    expect((await visit(address)).status).toBe(404);
});
