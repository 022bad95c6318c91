import type Stripe from "stripe";
import type { Books, Cause } from "./books.ts";
import { type charge, confirmPayment, type Manner } from "./confirm-payment.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { idOf } from "./id-of.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { methodNamed } from "./attach.ts";
import { newPaymentIntent } from "./new-payment-intent.ts";
import { clearable, flag, listing, listOf, metadata, text, webAddress, whole } from "./params.ts";
import { declined, invalid, tooSmall } from "./problem.ts";
import { takePayment } from "./take-payment.ts";

type Intent = Stripe.PaymentIntent;

const byPath = { path: "intent" };
const inForm = { param: "payment_method" };

export function paymentIntentEndpoints(books: Books): Endpoint[] {
  const { paymentIntents, customers } = books;
  const wished = {
    amount: whole,
    currency: text,
    customer: text.optional(),
    description: clearable.optional(),
    metadata: metadata.optional(),
    payment_method: text.optional(),
    // Removed from the newest API; older ones, which the CLI of Stripe speaks, still send it.
    payment_method_types: listOf(text).optional(),
    confirm: flag.optional(),
    off_session: flag.optional(),
    return_url: webAddress.optional(),
  };
  return [
    endpoint("POST", "/v1/payment_intents", wished, (asked, { cause }) => {
      const { amount, currency, customer = null, description = null } = asked;
      if (amount < 1) throw tooSmall("amount", 1);
      if (customer !== null) customers.get(customer, { param: "customer" });
      const id = paymentIntents.newId();
      const method = asked.payment_method && methodFrom(customer, asked.payment_method);
      const made = { id, created: books.now(), amount, customer, description };
      const intent = paymentIntents.put({
        ...newPaymentIntent({ ...made, currency: currency.toLowerCase() }),
        metadata: mergeMetadata({}, asked.metadata),
        ...(method && { payment_method: method.id, status: "requires_confirmation" }),
      });
      books.record("payment_intent.created", intent, cause);
      if (asked.confirm !== true) return intent;
      if (!method) throw nothingToCharge();
      return confirmed(books, intent, method, { returnUrl: asked.return_url }, cause);
    }),
    endpoint(
      "GET",
      "/v1/payment_intents",
      { ...listing, customer: text.optional() },
      ({ customer, ...page }) => {
        const found = paymentIntents
          .all()
          .filter((each) => (customer ?? each.customer) === each.customer);
        return pageOf(found, page, "/v1/payment_intents", "payment_intent");
      },
    ),
    endpoint("GET", "/v1/payment_intents/:id", {}, (_, { id }) => paymentIntents.get(id, byPath)),
    endpoint(
      "POST",
      "/v1/payment_intents/:id/confirm",
      { payment_method: text.optional(), return_url: webAddress.optional() },
      (asked, { id, cause }) => {
        const intent = paymentIntents.get(id, byPath);
        const named =
          asked.payment_method ?? (intent.payment_method && idOf(intent.payment_method));
        if (intent.status === "succeeded" || intent.status === "canceled")
          throw invalid(
            `You cannot confirm this PaymentIntent because it has already ${intent.status} after being previously confirmed.`,
            { code: "payment_intent_unexpected_state" },
          );
        if (!named) throw nothingToCharge();
        const method = methodFrom(intent.customer && idOf(intent.customer), named);
        return confirmed(books, intent, method, { returnUrl: asked.return_url }, cause);
      },
    ),
  ];

  function methodFrom(customer: string | null, named: string) {
    return methodNamed(books, customer === null ? null : (customers.find(customer) ?? null), {
      id: named,
      where: inForm,
      takes: "any",
    });
  }
}

function confirmed(
  books: Books,
  intent: Intent,
  method: Stripe.PaymentMethod,
  manner: Manner,
  cause: Cause,
): Intent {
  const take: typeof charge = (...attempt) => confirmPayment(...attempt, manner);
  return orDecline(takePayment(books, intent, method, take, cause));
}

/** What was refused is told as an error; the payment stays to be tried again. */
export function orDecline(intent: Intent): Intent {
  if (intent.status !== "requires_payment_method") return intent;
  const { latest_charge: last } = intent;
  throw declined({ ...(last && { charge: idOf(last) }), payment_intent: intent });
}

function nothingToCharge() {
  return invalid(
    "You cannot confirm this PaymentIntent because it's missing a payment method. " +
      "You can either update the PaymentIntent with a payment method and then confirm it again, " +
      "or confirm it again directly with a payment method or ConfirmationToken.",
    { code: "payment_intent_unexpected_state" },
  );
}
