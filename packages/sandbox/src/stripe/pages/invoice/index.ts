import { type Context, Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { Invoice } from "../../books/shapes.ts";
import { payInvoice } from "../../invoices/pay-invoice.ts";
import { paymentOf } from "../../invoices/payments.ts";
import { keepCard } from "../../payment-methods/keep-card.ts";
import { followPayment } from "../../subscriptions/follow-payment.ts";
import { bankPath } from "../bank/bank-path.ts";
import { byPerson } from "../by-person.ts";
import { readCard } from "../read-card.ts";
import { hostedPage, isOpen, type Payable } from "./hosted-page.ts";
import { invoicePdf } from "./invoice-pdf.ts";
import { invoiceTitle } from "./invoice-words.ts";

/** Invoices at addresses of their own, for whoever was sent one. */
export function invoices(books: Books): Hono {
  const app = new Hono();
  app.get("/i/:id", (c) => {
    const invoice = invoiceNamed(c);
    return invoice ? c.html(hostedPage(payable(invoice))) : c.notFound();
  });
  app.get("/i/:id/pdf", async (c) => {
    const invoice = invoiceNamed(c);
    if (!invoice) return c.notFound();
    const pdf = await invoicePdf(invoice);
    return c.body(Uint8Array.from(pdf), 200, {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${fileName(invoice)}"`,
    });
  });
  app.post("/i/:id", async (c) => {
    const invoice = invoiceNamed(c);
    if (!invoice) return c.notFound();
    const page = `/i/${invoice.id}`;
    if (!isOpen(invoice)) return c.redirect(page, 303);
    const form = new URLSearchParams(await c.req.text());
    const method = chosenCard(invoice, form);
    if ("trouble" in method) return c.html(hostedPage(payable(invoice), method.trouble), 422);
    const asking = books.together(() => pay(invoice, method));
    return c.redirect(asking ? bankPath(asking, page) : page, 303);
  });
  return app;

  /** A draft is nobody's to read yet. */
  function invoiceNamed(c: Context): Invoice | undefined {
    const invoice = books.invoices.find(c.req.param("id") ?? "");
    return invoice?.status === "draft" ? undefined : invoice;
  }

  function payable(invoice: Invoice): Payable {
    const error = paymentOf(books, invoice)?.intent.last_payment_error ?? null;
    const cards = invoice.customer ? books.paymentMethods.of(idOf(invoice.customer)) : [];
    return { invoice, cards, failed: isOpen(invoice) && error !== null };
  }

  function chosenCard(invoice: Invoice, form: URLSearchParams) {
    const saved = payable(invoice).cards.find(({ id }) => id === form.get("card"));
    if (saved) return saved;
    const read = readCard(form, books.now());
    return "trouble" in read ? read : { card: read.card };
  }

  /** The payment that waits for the bank's answer, where the bank asks. */
  function pay(
    invoice: Invoice,
    method: Exclude<ReturnType<typeof chosenCard>, { trouble: object }>,
  ) {
    const cause = byPerson();
    const owner = books.customers.find(invoice.customer ? idOf(invoice.customer) : "") ?? null;
    const by = "id" in method ? method : keepCard(books, owner, method.card);
    const tried = followPayment(books, payInvoice(books, invoice, { method: by }, cause), cause);
    const intent = paymentOf(books, tried)?.intent;
    return intent?.status === "requires_action" ? intent.id : undefined;
  }
}

function fileName(invoice: Invoice): string {
  return `${invoiceTitle(invoice).replaceAll(/[^\w-]+/g, "-")}.pdf`;
}
