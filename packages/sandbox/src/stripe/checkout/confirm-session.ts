import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import type { MandateData } from "../payment-methods/mandates.ts";
import { type charge, confirmPayment } from "../payments/confirm-payment.ts";
import { orDecline, refusedBy } from "../payments/refused-payment.ts";
import { takePayment } from "../payments/take-payment.ts";
import { invalid, missingParam } from "../problem.ts";
import { confirmSetup } from "../setups/confirm-setup.ts";
import { begin } from "./begin.ts";
import { conclude, intentOf } from "./conclude.ts";
import type { Order } from "./order.ts";
import { customerFor, type Payer } from "./payer.ts";
import { sessionAt } from "./session-at.ts";

type Session = Stripe.Checkout.Session;

/**
 * Somebody pays. The session is complete afterwards, or open with a question of their bank's to answer;
 * a refusal leaves it open to be tried again.
 */
export function confirmSession(books: Books, id: string, payer: Payer, cause: Cause): Session {
  const session = requireOpen(sessionAt(books, id));
  const order = books.orders.get(id);
  if (!order) throw missingParam("session");
  if (!payer.method && asksForMethod(session)) throw missingParam("payment_method");
  const customer = customerFor(books, session, order, payer, cause);
  const begun =
    stillStands(books, order, customer) ??
    begin(books, { session, order, customer, pays: payer.method !== undefined, cause });
  const current = { ...order, begun };
  books.orders.put(id, current);
  books.checkoutSessions.put({ ...session, customer_details: detailsOf(session, payer, customer) });
  const intent = intentOf(books, begun);
  if (payer.method && intent) ask(books, id, intent, payer.method, cause);
  return concluded(books, id, current, cause);
}

/** Nobody is asked for a card where nothing is to pay, unless that was wished for. */
export function asksForMethod({ mode, amount_total, payment_method_collection: when }: Session) {
  return mode === "setup" || (amount_total ?? 0) > 0 || when === "always";
}

function requireOpen(session: Session): Session {
  if (session.status === "open") return session;
  throw session.status === "complete"
    ? invalid("This Checkout Session has already been completed.", {
        code: "checkout_succeeded_session",
      })
    : invalid("This Checkout Session is no longer active.", {
        code: "checkout_not_active_session",
      });
}

/** A plan that was given up meanwhile is begun anew. */
function stillStands(books: Books, { begun }: Order, customer: Stripe.Customer | null) {
  const plan = begun?.subscription ? books.subscriptions.find(begun.subscription) : undefined;
  if (!begun || plan?.ended_at) return null;
  const setup = books.setupIntents.find(begun.intent ?? "");
  if (setup && customer) books.setupIntents.put({ ...setup, customer: customer.id });
  return { ...begun, customer: customer?.id ?? null };
}

function ask(
  books: Books,
  id: string,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  cause: Cause,
) {
  const manner = { returnUrl: `${books.publicUrl}/c/pay/${id}/return`, mandate: AGREED };
  if (intent.object === "setup_intent") return confirmSetup(books, intent, method, manner, cause);
  const take: typeof charge = (...attempt) => confirmPayment(...attempt, manner);
  return takePayment(books, intent, method, take, cause);
}

/** Whoever gives a bank account on a page agrees there that it is debited. */
const AGREED: MandateData = { customer_acceptance: { type: "online" } };

function concluded(books: Books, id: string, order: Order, cause: Cause): Session {
  const intent = order.begun && intentOf(books, order.begun);
  if (intent?.object === "payment_intent") orDecline(intent);
  else if (intent?.status === "requires_payment_method")
    throw refusedBy(intent.last_setup_error, { setup_intent: intent });
  return conclude(books, sessionAt(books, id), order, cause);
}

function detailsOf(
  { customer_details: known }: Session,
  payer: Payer,
  customer: Stripe.Customer | null,
) {
  const { name, phone, address } = payer;
  return {
    address,
    business_name: null,
    email: customer?.email ?? payer.email ?? known?.email ?? null,
    individual_name: null,
    name,
    phone,
    tax_exempt: customer?.tax_exempt ?? "none",
    tax_ids: [],
  };
}
