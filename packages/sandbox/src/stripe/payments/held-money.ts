import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { DAY } from "../calendar.ts";
import { cancelPayment } from "./cancel-payment.ts";

/** How long a bank holds money for somebody to capture it. */
const PATIENCE = 7 * DAY;

export function awaitCapture(books: Books, { id, customer }: Stripe.PaymentIntent) {
  const at = books.now() + PATIENCE;
  books.awaited.put(id, { id, customer: customer && idOf(customer), at });
}

/** Nobody captured it in time. */
export function letGo(books: Books, intent: Stripe.PaymentIntent) {
  const held = intent.latest_charge && books.charges.find(idOf(intent.latest_charge));
  if (held) books.record("charge.expired", held, null);
  cancelPayment(books, intent, "automatic", null);
}
