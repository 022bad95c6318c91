import type Stripe from "stripe";
import type { Books, Cause } from "./books.ts";
import { newCharge } from "./new-charge.ts";
import { DECLINED } from "./problem.ts";
import { whenCharged } from "./test-cards.ts";

type Intent = Stripe.PaymentIntent;
type Method = Stripe.PaymentMethod;

/** Asks the bank for the money, and writes down what it said. */
export function confirmPayment(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  if (whenCharged(method.card?.last4 ?? "") === "asks") return ask(books, intent, method, cause);
  return charge(books, intent, method, cause);
}

/** The person said yes to their bank. */
export function charge(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const paid = whenCharged(method.card?.last4 ?? "") !== "declined";
  const made = { id: books.charges.newId(), created: books.now(), intent, method, paid };
  const charged = books.charges.put(newCharge(made));
  books.record(paid ? "charge.succeeded" : "charge.failed", charged, cause);
  const after = books.paymentIntents.put({
    ...intent,
    latest_charge: charged.id,
    next_action: null,
    ...(paid ? taken(intent, method) : refused(charged, method)),
  });
  books.record(paid ? "payment_intent.succeeded" : "payment_intent.payment_failed", after, cause);
  return after;
}

function taken({ amount }: Intent, { id }: Method) {
  return {
    amount_received: amount,
    last_payment_error: null,
    payment_method: id,
    status: "succeeded",
  } as const;
}

function refused({ id }: Stripe.Charge, method: Method) {
  return {
    payment_method: null,
    status: "requires_payment_method",
    last_payment_error: {
      advice_code: "try_again_later",
      charge: id,
      code: "card_declined",
      decline_code: "generic_decline",
      doc_url: "https://stripe.com/docs/error-codes/card-declined",
      message: DECLINED,
      network_decline_code: "01",
      payment_method: method,
      type: "card_error",
    },
  } as const;
}

function ask(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const after = books.paymentIntents.put({
    ...intent,
    payment_method: method.id,
    status: "requires_action",
    next_action: { type: "use_stripe_sdk", use_stripe_sdk: {} },
  });
  books.record("payment_intent.requires_action", after, cause);
  return after;
}
