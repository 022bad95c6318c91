import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import type { Invoice } from "../books/shapes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { flag, text } from "../endpoint/params.ts";
import { requireConfirmable } from "../payments/confirmable.ts";
import { orAsk } from "../payments/refused-payment.ts";
import { invalid } from "../problem.ts";
import { followPayment } from "../subscriptions/follow-payment.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";
import { giveUp, voidInvoice } from "./lost-invoice.ts";
import { methodFor, payInvoice, settled } from "./pay-invoice.ts";
import { paymentOf } from "./payments.ts";

const byPath = { path: "invoice" };
const payment = {
  payment_method: text.optional(),
  paid_out_of_band: flag.optional(),
  off_session: flag.optional(),
};

/** What can be done with a bill. */
export function invoiceVerbs(books: Books): Endpoint[] {
  const { invoices } = books;
  return [
    verb("finalize", { auto_advance: flag.optional() }, (invoice, asked, cause) =>
      finalizeInvoice(books, { ...invoice, ...given(asked) }, cause),
    ),
    verb("pay", payment, (invoice, asked, cause) => pay(books, invoice, asked, cause)),
    verb("send", {}, (invoice, _, cause) => {
      const final = invoice.status === "draft" ? finalizeInvoice(books, invoice, cause) : invoice;
      books.record("invoice.sent", final, cause);
      return final;
    }),
    verb("void", {}, (invoice, _, cause) => voidInvoice(books, requireOpen(invoice), cause)),
    verb("mark_uncollectible", {}, (invoice, _, cause) =>
      giveUp(books, requireOpen(invoice), cause),
    ),
    endpoint("DELETE", "/v1/invoices/:id", {}, (_, { id, cause }) => {
      const invoice = invoices.get(id, byPath);
      if (invoice.status !== "draft" || invoice.parent)
        throw invalid("You can only delete draft invoices that no subscription made.");
      invoices.delete(id);
      books.record("invoice.deleted", invoice, cause);
      return { id, object: "invoice", deleted: true };
    }),
  ];

  function verb<Shape extends z.ZodRawShape>(
    name: string,
    shape: Shape,
    act: (
      invoice: Invoice,
      asked: z.infer<z.ZodObject<Shape, z.core.$strict>>,
      cause: Cause,
    ) => Invoice,
  ) {
    return endpoint("POST", `/v1/invoices/:id/${name}`, shape, (asked, { id, cause }) =>
      act(invoices.get(id, byPath), asked, cause),
    );
  }
}

function pay(
  books: Books,
  asked: Invoice,
  wish: { payment_method?: string | undefined; paid_out_of_band?: boolean | undefined },
  cause: Cause,
): Invoice {
  if (asked.status === "paid") throw invalid("Invoice is already paid");
  const invoice = asked.status === "draft" ? finalizeInvoice(books, asked, cause) : asked;
  if (invoice.status === "paid") return invoice;
  if (wish.paid_out_of_band === true)
    return followPayment(books, settled(books, payable(invoice), cause, false), cause);
  const method = wish.payment_method
    ? books.paymentMethods.get(wish.payment_method, { param: "payment_method" })
    : methodFor(books, invoice);
  if (!method)
    throw invalid(
      "There is no `default_payment_method` set on this Customer or Invoice. " +
        "Please set a `default_payment_method` prior to paying this invoice.",
      { code: "invoice_payment_intent_requires_action" },
    );
  const waiting = paymentOf(books, invoice);
  if (waiting) requireConfirmable(waiting.intent);
  const tried = followPayment(books, payInvoice(books, payable(invoice), { method }, cause), cause);
  const kept = paymentOf(books, tried);
  if (tried.status !== "paid" && kept) orAsk(kept.intent);
  return tried;
}

function payable(invoice: Invoice): Invoice {
  if (invoice.status === "open" || invoice.status === "uncollectible") return invoice;
  throw invalid("You can only pay open or uncollectible invoices.");
}

function requireOpen(invoice: Invoice): Invoice {
  if (invoice.status === "open" || invoice.status === "uncollectible") return invoice;
  throw invalid(
    `You can only pass in open invoices. This invoice isn't open. (status: ${String(invoice.status)})`,
  );
}
