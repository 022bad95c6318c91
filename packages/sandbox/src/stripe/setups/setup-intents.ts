import type Stripe from "stripe";
import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, listOf, metadata, oneOf, text, webAddress } from "../endpoint/params.ts";
import { mandateData } from "../payment-methods/mandates.ts";
import { methodAsked, methodWish, requireAllowed } from "../payment-methods/method-asked.ts";
import type { Manner } from "../payments/confirm-payment.ts";
import { parted } from "../payments/intent-params.ts";
import { refusedBy } from "../payments/refused-payment.ts";
import { invalid } from "../problem.ts";
import { confirmSetup } from "./confirm-setup.ts";
import { newSetupIntent } from "./new-setup-intent.ts";

type Intent = Stripe.SetupIntent;

const PATH = "/v1/setup_intents";
const byPath = { path: "intent" };
const OPEN = ["requires_payment_method", "requires_confirmation", "requires_action"];

const plain = {
  customer: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  ...methodWish,
  allowed_payment_method_types: listOf(text).optional(),
};
const confirmation = {
  ...methodWish,
  mandate_data: mandateData,
  return_url: webAddress.optional(),
  use_stripe_sdk: flag.optional(),
};
const creation = {
  ...plain,
  ...confirmation,
  confirm: flag.optional(),
  usage: oneOf(["off_session", "on_session"]).optional(),
};
const cancellation = {
  cancellation_reason: oneOf(["abandoned", "duplicate", "requested_by_customer"]).optional(),
};

const DONE = { update: "updated", cancel: "canceled" };

type Asked = z.infer<z.ZodObject<typeof plain>>;

/** Asking a bank whether a payment method may be kept for later. */
export function setupIntentEndpoints(books: Books): Endpoint[] {
  const { setupIntents } = books;
  const filters = { customer: text.optional(), payment_method: text.optional() };
  return [
    endpoint("POST", PATH, creation, ({ usage, confirm, ...asked }, { cause }) => {
      const { details, manner } = parted(asked);
      const bare = newSetupIntent(setupIntents.newId(), books.now());
      const intent = setupIntents.put(change(books, { ...bare, ...given({ usage }) }, details));
      books.record("setup_intent.created", intent, cause);
      return confirm === true ? confirmed(books, intent, manner, cause) : intent;
    }),
    endpoint("GET", PATH, { ...datedListing, ...filters }, (asked) => {
      const { created, customer, payment_method, ...page } = asked;
      const found = matching(setupIntents.all(), { created, customer, payment_method });
      return pageOf(found, page, PATH, "setupintent");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => setupIntents.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, plain, (asked, { id }) =>
      setupIntents.put(change(books, requireOpen(setupIntents.get(id, byPath), "update"), asked)),
    ),
    endpoint("POST", `${PATH}/:id/confirm`, confirmation, (asked, { id, cause }) => {
      const { details, manner } = parted(asked);
      const intent = requireOpen(setupIntents.get(id, byPath), "confirm");
      return confirmed(books, change(books, intent, details), manner, cause);
    }),
    endpoint("POST", `${PATH}/:id/cancel`, cancellation, (asked, { id, cause }) => {
      const intent = requireOpen(setupIntents.get(id, byPath), "cancel");
      const { cancellation_reason = null } = asked;
      const end = { cancellation_reason, next_action: null, status: "canceled" } as const;
      const canceled = setupIntents.put({ ...intent, ...end });
      books.record("setup_intent.canceled", canceled, cause);
      return canceled;
    }),
  ];
}

function change(books: Books, intent: Intent, asked: Asked): Intent {
  const { customer = intent.customer, description, metadata: meta } = asked;
  const { allowed_payment_method_types: allowed } = asked;
  const types = allowed ?? intent.payment_method_types;
  if (customer !== null) books.customers.get(idOf(customer), { param: "customer" });
  const method = methodAsked(books, customer, asked);
  if (method) requireAllowed("SetupIntent", types, method);
  return {
    ...intent,
    ...given({ description, allowed_payment_method_types: allowed }),
    customer,
    payment_method_types: types,
    metadata: mergeMetadata(intent.metadata ?? {}, meta),
    ...(method && {
      next_action: null,
      payment_method: method.id,
      status: "requires_confirmation",
    }),
  };
}

function confirmed(books: Books, intent: Intent, manner: Manner, cause: Cause) {
  const method = books.paymentMethods.find(
    intent.payment_method === null ? "" : idOf(intent.payment_method),
  );
  if (!method)
    throw unexpected(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
    );
  const after = confirmSetup(books, intent, method, manner, cause);
  if (after.status !== "requires_payment_method") return after;
  throw refusedBy(after.last_setup_error, { setup_intent: after });
}

function requireOpen(intent: Intent, verb: "update" | "confirm" | "cancel"): Intent {
  if (OPEN.includes(intent.status)) return intent;
  throw unexpected(
    verb === "confirm"
      ? `You cannot confirm this SetupIntent because it has already ${intent.status}.`
      : `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. ` +
          `Only a SetupIntent with one of the following statuses may be ${DONE[verb]}: ${OPEN.join(", ")}.`,
  );
}

function unexpected(message: string) {
  return invalid(message, { code: "setup_intent_unexpected_state" });
}
