import { DECLINES } from "../bank/declines.ts";
import { cardDeclined } from "../bank/payment-errors.ts";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Invoice } from "../books/shapes.ts";
import { newCharge } from "../charges/new-charge.ts";
import { keepPayment } from "../invoices/payments.ts";
import { newPaymentIntent } from "../payments/new-payment-intent.ts";

/** How a bill of the past was paid by card, or was not. */
export function seedPayment(books: Books, invoice: Invoice, card: string) {
  const { created, currency, total: amount, status } = invoice;
  const id = invoice.id.replace(/^in_/, "");
  const customer = invoice.customer && idOf(invoice.customer);
  const description = "Subscription update";
  const made = { created, amount, currency, customer, description };
  const intent = newPaymentIntent({ id: `pi_${id}`, ...made });
  const method = books.paymentMethods.get(card, { param: "payment_method" });
  const decline = status === "paid" ? undefined : DECLINES.generic_decline;
  const asked = { id: `ch_${id}`, created, intent, method, decline };
  const charge = books.charges.put(newCharge(asked));
  const after = books.paymentIntents.put({
    ...intent,
    latest_charge: charge.id,
    ...(decline
      ? { last_payment_error: cardDeclined(method, decline, charge.id) }
      : { amount_received: amount, payment_method: card, status: "succeeded" }),
  });
  books.at(created, () => keepPayment(books, invoice, after));
}
