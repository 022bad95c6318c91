import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { DAY } from "../calendar.ts";
import { invalid, missingParam, tooSmall } from "../problem.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import { openSession } from "./open-session.ts";
import { orderLines } from "./order-lines.ts";
import { methodTypes, type Mode, type SessionWish } from "./session-params.ts";

type Session = Stripe.Checkout.Session;

const SOONEST = 30 * 60;

/** Opens a page to pay on, for a day at most. */
export function createSession(books: Books, asked: SessionWish, cause: Cause): Session {
  const { mode = "payment" } = asked;
  requirePage(asked);
  requireOneOf(asked, "customer", "customer_email");
  requireOneOf(asked, "allow_promotion_codes", "discounts");
  requireFitting(asked, mode);
  requireTime(books, asked);
  requireTrial(books, asked);
  const { default_tax_rates: rates = [] } = asked.subscription_data ?? {};
  taxRatesAsked(books, rates, "subscription_data[default_tax_rates]");
  if (asked.customer !== undefined) books.customers.get(asked.customer, { param: "customer" });
  return openSession(books, asked, orderLines(books, asked.line_items, mode, cause), cause);
}

function requirePage({ ui_mode: mode = "hosted_page", success_url, return_url }: SessionWish) {
  if (mode !== "hosted_page")
    throw invalid(
      "This sandbox shows Checkout on a page of its own. Leave `ui_mode` out, or set it to `hosted_page`.",
      { param: "ui_mode" },
    );
  if (return_url !== undefined)
    throw invalid(
      "`return_url` can only be used with `ui_mode: embedded_page` or `ui_mode: elements`. Use `success_url` instead.",
      { param: "return_url" },
    );
  if (success_url === undefined) throw missingParam("success_url");
}

function requireOneOf(asked: SessionWish, one: keyof SessionWish, other: keyof SessionWish) {
  if (asked[one] !== undefined && asked[other] !== undefined)
    throw invalid(`You may only specify one of these parameters: ${one}, ${other}.`, {
      param: one,
    });
}

const OWN: Record<Mode, keyof SessionWish> = {
  payment: "payment_intent_data",
  setup: "setup_intent_data",
  subscription: "subscription_data",
};

/** What is meant for another mode is refused. */
function requireFitting(asked: SessionWish, mode: Mode) {
  for (const param of Object.values(OWN))
    if (param !== OWN[mode] && asked[param] !== undefined)
      throw invalid(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param });
  if (asked.customer_creation !== undefined && mode === "subscription")
    throw only("customer_creation", "payment");
  if (asked.invoice_creation !== undefined && mode !== "payment")
    throw only("invoice_creation", "payment");
  if (asked.payment_method_collection !== undefined && mode !== "subscription")
    throw only("payment_method_collection", "subscription");
  if (mode === "setup" && asked.currency === undefined && !methodTypes(asked)?.length)
    throw missingParam("currency");
}

function only(param: string, mode: Mode) {
  return invalid(`\`${param}\` can only be used in \`${mode}\` mode.`, { param });
}

function requireTime(books: Books, { expires_at: end }: SessionWish) {
  if (end === undefined) return;
  const now = books.now();
  if (end < now + SOONEST)
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      { param: "expires_at" },
    );
  if (end > now + DAY)
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      { param: "expires_at" },
    );
}

function requireTrial(books: Books, { subscription_data: plan }: SessionWish) {
  const { trial_end: end, trial_period_days: days } = plan ?? {};
  if (end !== undefined && days !== undefined)
    throw invalid(
      "You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].",
      { param: "subscription_data[trial_end]" },
    );
  if (days !== undefined && days < 1) throw tooSmall("subscription_data[trial_period_days]", 1);
  if (end !== undefined && end < books.now() + 2 * DAY)
    throw invalid("The `trial_end` date has to be at least 2 days in the future.", {
      param: "subscription_data[trial_end]",
    });
}
