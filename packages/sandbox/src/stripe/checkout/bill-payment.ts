import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import type { Invoice } from "../books/shapes.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { discounted } from "../invoices/discounted.ts";
import { finalizeInvoice } from "../invoices/finalize-invoice.ts";
import { newInvoice } from "../invoices/new-invoice.ts";
import { lineOf } from "../invoices/new-line.ts";
import { settled } from "../invoices/pay-invoice.ts";
import { keepPayment } from "../invoices/payments.ts";
import { onceItem } from "./once-item.ts";
import type { Order } from "./order.ts";

/** A bill for what was paid already. */
export function billPayment(
  books: Books,
  session: Stripe.Checkout.Session,
  order: Order,
  customer: Stripe.Customer,
  intent: Stripe.PaymentIntent,
  cause: Cause,
): Invoice {
  const id = books.invoices.newId();
  const created = books.now();
  const {
    description = null,
    footer = null,
    metadata,
  } = session.invoice_creation?.invoice_data ?? {};
  const whole = newInvoice({
    id,
    created,
    customer,
    currency: intent.currency,
    subscription: undefined,
    reason: "manual",
    period: { start: created, end: created },
    lines: order.lines.map((line) => lineOf(newId("il"), id, onceItem(books, customer.id, line))),
  });
  const draft = books.invoices.put({
    ...discounted(books, whole, order.discounts),
    description,
    footer,
    metadata: mergeMetadata({}, metadata),
  });
  books.record("invoice.created", draft, cause);
  keepPayment(books, draft, intent);
  return settled(books, finalizeInvoice(books, draft, cause), cause, true);
}
