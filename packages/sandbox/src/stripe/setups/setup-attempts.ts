import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { text } from "../endpoint/params.ts";

const PATH = "/v1/setup_attempts";

export function setupAttemptEndpoints({ setupAttempts, setupIntents }: Books): Endpoint[] {
  return [
    endpoint("GET", PATH, { ...datedListing, setup_intent: text }, (asked) => {
      const { setup_intent, created, ...page } = asked;
      setupIntents.get(setup_intent, { param: "setup_intent" });
      const found = matching(setupAttempts.all(), { setup_intent, created });
      return pageOf(found, page, PATH, "setupattempt");
    }),
  ];
}

/** Writes down what became of an attempt; one that waited for a person's bank goes on. */
export function attemptAt(
  books: Books,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  status: "failed" | "requires_action" | "succeeded",
  error: Stripe.SetupIntent.LastSetupError | null = null,
): string {
  const { latest_attempt: last } = intent;
  const waiting = last && books.setupAttempts.find(idOf(last));
  const attempt =
    waiting && waiting.status === "requires_action" ? waiting : newAttempt(books, intent, method);
  return books.setupAttempts.put({ ...attempt, setup_error: error, status }).id;
}

function newAttempt(books: Books, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod) {
  return {
    id: books.setupAttempts.newId(),
    object: "setup_attempt",
    application: null,
    created: books.now(),
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: detailsOf(method),
    setup_error: null,
    setup_intent: intent.id,
    status: "requires_action",
    usage: intent.usage,
  } as const;
}

function detailsOf({ card, type }: Stripe.PaymentMethod) {
  if (!card) return { [type]: {}, type };
  const { brand, checks, country, exp_month, exp_year, fingerprint = null, funding, last4 } = card;
  const known = { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 };
  return { card: { ...known, network: brand, three_d_secure: null, wallet: null }, type };
}
