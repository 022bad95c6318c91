import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { text } from "../endpoint/params.ts";
import { voidInvoice } from "../invoices/lost-invoice.ts";
import { invoiceOf } from "../invoices/payments.ts";
import { cancelPayment } from "./cancel-payment.ts";
import { capturePayment } from "./capture-payment.ts";
import { changePayment } from "./change-payment.ts";
import { type charge, confirmPayment, type Manner } from "./confirm-payment.ts";
import { methodOf, requireConfirmable, unexpected } from "./confirmable.ts";
import {
  cancellation,
  capturing,
  changes,
  confirmation,
  creation,
  parted,
} from "./intent-params.ts";
import { newPaymentIntent } from "./new-payment-intent.ts";
import { orDecline } from "./refused-payment.ts";
import { takePayment } from "./take-payment.ts";

type Intent = Stripe.PaymentIntent;

const AUTOMATIC = { allow_redirects: "always", enabled: true } as const;
const PATH = "/v1/payment_intents";
const byPath = { path: "intent" };
const CANCELABLE = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
  "processing",
];

export function paymentIntentEndpoints(books: Books): Endpoint[] {
  const { paymentIntents } = books;
  return [
    endpoint("POST", PATH, creation, (asked, { cause }) => {
      const { confirm, amount, currency, confirmation_method, ...more } = asked;
      const types = asked.allowed_payment_method_types;
      const { automatic_payment_methods: automatic = types ? null : AUTOMATIC, ...rest } = more;
      const { details, manner } = parted(rest);
      const made = { id: paymentIntents.newId(), created: books.now(), customer: null };
      const bare: Intent = {
        ...newPaymentIntent({ ...made, amount, currency, description: null }),
        ...given({ confirmation_method, automatic_payment_methods: automatic }),
        capture_method: "automatic_async",
      };
      const intent = paymentIntents.put(
        changePayment(books, bare, { amount, currency, ...details }),
      );
      books.record("payment_intent.created", intent, cause);
      return confirm === true ? confirmed(books, intent, manner, cause) : intent;
    }),
    endpoint("GET", PATH, { ...datedListing, customer: text.optional() }, (asked) => {
      const { created, customer, ...page } = asked;
      const found = matching(paymentIntents.all(customer), { created, customer });
      return pageOf(found, page, PATH, "payment_intent");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => paymentIntents.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, changes, (asked, { id }) =>
      paymentIntents.put(changePayment(books, paymentIntents.get(id, byPath), asked)),
    ),
    endpoint("POST", `${PATH}/:id/confirm`, confirmation, (asked, { id, cause }) => {
      const { details, manner } = parted(asked);
      const intent = requireConfirmable(paymentIntents.get(id, byPath));
      return confirmed(books, changePayment(books, intent, details), manner, cause);
    }),
    endpoint("POST", `${PATH}/:id/cancel`, cancellation, (asked, { id, cause }) => {
      const intent = requireCancelable(paymentIntents.get(id, byPath));
      const invoice = invoiceOf(books, id);
      if (!invoice) return cancelPayment(books, intent, asked.cancellation_reason ?? null, cause);
      voidInvoice(books, invoice, cause);
      return paymentIntents.get(id, byPath);
    }),
    endpoint("POST", `${PATH}/:id/capture`, capturing, (asked, { id, cause }) => {
      const { amount_to_capture, final_capture: _, metadata, ...words } = asked;
      const intent = { ...paymentIntents.get(id, byPath), ...given(words) };
      const changed = changePayment(books, intent, given({ metadata }));
      return capturePayment(books, changed, amount_to_capture ?? intent.amount_capturable, cause);
    }),
  ];
}

function confirmed(books: Books, intent: Intent, manner: Manner, cause: Cause): Intent {
  const take: typeof charge = (...attempt) => confirmPayment(...attempt, manner);
  return orDecline(takePayment(books, intent, methodOf(books, intent), take, cause));
}

function requireCancelable(intent: Intent): Intent {
  if (CANCELABLE.includes(intent.status)) return intent;
  throw unexpected(
    `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(", ")}.`,
  );
}
