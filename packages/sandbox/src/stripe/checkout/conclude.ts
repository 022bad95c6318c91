import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { saveFor } from "../payment-methods/attach.ts";
import { isDone } from "../payments/is-done.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { billPayment } from "./bill-payment.ts";
import type { Begun, Order } from "./order.ts";
import { redeem } from "./order-discounts.ts";

type Session = Stripe.Checkout.Session;
type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** When the money or the promise that a session waits for has come, the session is complete. */
export function concludeCheckout(books: Books, intent: string, cause: Cause) {
  const order = books.orders.all().find(({ begun }) => begun?.intent === intent);
  const session = order && books.checkoutSessions.find(order.session);
  if (!session) return;
  if (session.status === "open") conclude(books, session, order, cause);
  else if (session.payment_status === "unpaid") hearOfSlowMoney(books, session, order, cause);
}

/** It was on its way when the session was completed. */
function hearOfSlowMoney(books: Books, session: Session, order: Order, cause: Cause) {
  const intent = order.begun ? intentOf(books, order.begun) : undefined;
  if (intent?.status === "requires_payment_method")
    books.record("checkout.session.async_payment_failed", session, cause);
  if (intent?.status !== "succeeded") return;
  const customer = books.customers.find(order.begun?.customer ?? "");
  const bill = billWhatIsPaid(books, { session, order, customer, intent, cause });
  const paid = books.checkoutSessions.put({
    ...session,
    invoice: bill?.id ?? session.invoice,
    payment_status: "paid",
  });
  books.record("checkout.session.async_payment_succeeded", paid, cause);
}

/** Completes a session that nothing is missing for any more. */
export function conclude(books: Books, session: Session, order: Order, cause: Cause): Session {
  const { begun } = order;
  if (!begun) return session;
  const intent = intentOf(books, begun);
  if (session.status !== "open" || (intent && !isDone(intent))) return session;
  const customer = books.customers.find(begun.customer ?? "");
  const method = methodOf(books, intent);
  const plan = books.subscriptions.find(begun.subscription ?? "");
  if (plan && customer && method) saveFor(books, customer, method, cause);
  if (plan)
    keepChange(
      books,
      plan,
      { ...plan, default_payment_method: method?.id ?? null, pending_setup_intent: null },
      cause,
    );
  if (!plan) redeem(books, order, customer, cause);
  const bill = billWhatIsPaid(books, { session, order, customer, intent, cause });
  const done = books.checkoutSessions.put({
    ...session,
    customer: begun.customer,
    consent:
      session.consent_collection?.terms_of_service === "required"
        ? { promotions: null, terms_of_service: "accepted" }
        : null,
    invoice: bill?.id ?? plan?.latest_invoice ?? null,
    ...(session.mode === "payment" && { payment_intent: begun.intent }),
    payment_status: paymentStatus(session, intent),
    status: "complete",
    subscription: begun.subscription,
    url: null,
  });
  books.record("checkout.session.completed", done, cause);
  return done;
}

interface Concluded {
  session: Session;
  order: Order;
  customer: Stripe.Customer | undefined;
  intent: Intent | undefined;
  cause: Cause;
}

/** Not before the money is there. */
function billWhatIsPaid(books: Books, { session, order, customer, intent, cause }: Concluded) {
  const isWanted = session.invoice_creation?.enabled === true;
  if (!isWanted || !customer || intent?.object !== "payment_intent") return undefined;
  if (intent.status !== "succeeded") return undefined;
  return billPayment(books, session, order, customer, intent, cause);
}

export function intentOf({ paymentIntents, setupIntents }: Books, { intent }: Begun) {
  return paymentIntents.find(intent ?? "") ?? setupIntents.find(intent ?? "");
}

function methodOf({ paymentMethods }: Books, intent: Intent | undefined) {
  return intent?.payment_method ? paymentMethods.find(idOf(intent.payment_method)) : undefined;
}

function paymentStatus({ mode, amount_total: total }: Session, intent: Intent | undefined) {
  if (mode === "setup" || total === 0) return "no_payment_required";
  return intent?.status === "succeeded" ? "paid" : "unpaid";
}
