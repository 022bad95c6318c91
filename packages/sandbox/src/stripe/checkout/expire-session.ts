import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { cancelPayment } from "../payments/cancel-payment.ts";
import { intentOf } from "./conclude.ts";

type Session = Stripe.Checkout.Session;

/** Nobody can pay here any more. A plan that was begun waits for its first payment like any other. */
export function expireSession(books: Books, session: Session, cause: Cause): Session {
  const begun = books.orders.get(session.id)?.begun;
  const intent = begun?.subscription === null ? intentOf(books, begun) : undefined;
  if (intent?.object === "payment_intent") cancelPayment(books, intent, "expired", cause);
  const expired = books.checkoutSessions.put({ ...session, status: "expired", url: null });
  books.record("checkout.session.expired", expired, cause);
  return expired;
}
