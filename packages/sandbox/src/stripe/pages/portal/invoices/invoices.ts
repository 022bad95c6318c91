import { html } from "hono/html";
import { payInvoice } from "../../../invoices/pay-invoice.ts";
import { paymentOf } from "../../../invoices/payments.ts";
import { followPayment } from "../../../subscriptions/follow-payment.ts";
import { byPerson } from "../../by-person.ts";
import { invoiceSheet } from "../../invoice/invoice-sheet.ts";
import { invoiceTitle } from "../../invoice/invoice-words.ts";
import type { Desk } from "../desk.ts";
import { portalPage } from "../portal-page.ts";
import { settling } from "../settling.ts";
import type { Visit } from "../visit.ts";
import { payPage } from "./pay-page.ts";

/** Reading bills, and paying those that are open. */
export function invoices({ books, shows, takes }: Desk) {
  shows("/invoices/:id", ({ visit, id: named }) => {
    const invoice = visit.invoices.find(({ id }) => id === named);
    if (!invoice) return undefined;
    const links = html`<div class="actions">
      ${
        invoice.status === "open" &&
        html`<a class="button main" href="${visit.root}/invoices/${invoice.id}/pay">Pay now</a>`
      }
      <a class="button" href="${visit.root}/home">Back</a>
    </div>`;
    return portalPage(visit, invoiceTitle(invoice), html`${invoiceSheet(invoice)}${links}`);
  });

  shows("/invoices/:id/pay", ({ visit, id, query }) => {
    const invoice = openIn(visit, id);
    if (!invoice) return { to: `${visit.root}/home` };
    return payPage(visit, invoice, {
      problem: query.has("refused") ? "Your bank did not agree. Try another card." : undefined,
      chosen: undefined,
    });
  });
  takes("/invoices/:id/pay", ({ visit, id, form }) => {
    const invoice = openIn(visit, id);
    const method = visit.cards.find((card) => card.id === form.get("card"));
    if (!invoice) return { to: `${visit.root}/home` };
    if (!method) return payPage(visit, invoice, { problem: "Choose a card.", chosen: undefined });
    const cause = byPerson();
    const tried = books.together(() =>
      followPayment(books, payInvoice(books, invoice, { method }, cause), cause),
    );
    const intent = paymentOf(books, tried)?.intent;
    if (tried.status === "paid" || intent?.status === "requires_action")
      return { to: `${visit.root}/invoices/${id}/paid` };
    const problem = `${intent?.last_payment_error?.message ?? ""} Try another card.`;
    return payPage(visit, tried, { problem, chosen: method.id });
  });
  /** Here a person arrives from their bank as well. */
  shows("/invoices/:id/paid", ({ visit, id }) => {
    const open = openIn(visit, id);
    return open
      ? settling(books, visit, open, `${visit.root}/invoices/${id}/paid`)
      : { to: `${visit.root}/home?done=paid` };
  });
}

function openIn({ invoices }: Visit, named: string) {
  return invoices.find(({ id, status }) => id === named && status === "open");
}
