import { z } from "zod";
import type { Books, Cause } from "./books.ts";
import { DAY } from "./calendar.ts";
import { cancelAtEnd } from "./cancel.ts";
import { discountsAsked, discountsWish } from "./discounts.ts";
import { type Bill, collect, draftFor, drawInvoice } from "./draw-invoice.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";
import { idOf } from "./id-of.ts";
import { isCovered } from "./invoice-payments.ts";
import { priceOfItem } from "./item-params.ts";
import { itemsAsked, itemsWish } from "./items-asked.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { newSubscription } from "./new-subscription.ts";
import { flag, metadata, oneOf, text, whole } from "./params.ts";
import { settle } from "./plan-discounts.ts";
import { periodLines, subtotalOf, trialLines } from "./plan-lines.ts";
import { declined, invalid } from "./problem.ts";
import { taxRatesAsked, taxRatesWish } from "./tax-rates.ts";
import type { Invoice, Subscription } from "./shapes.ts";
import { whenCharged } from "./test-cards.ts";
import { warnOfTrialEnd } from "./trial-warning.ts";

const NO_METHOD =
  "This customer has no attached payment source or default payment method. " +
  "Please consider adding a default payment method. For more information, visit " +
  "https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.";

export const creation = {
  customer: text,
  items: itemsWish,
  cancel_at: whole.optional(),
  cancel_at_period_end: flag.optional(),
  collection_method: oneOf(["charge_automatically", "send_invoice"]).optional(),
  currency: text.optional(),
  days_until_due: whole.optional(),
  default_payment_method: text.optional(),
  default_tax_rates: taxRatesWish,
  description: text.optional(),
  discounts: discountsWish,
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: oneOf([
    "allow_incomplete",
    "default_incomplete",
    "error_if_incomplete",
  ]).optional(),
  payment_settings: z
    .strictObject({
      save_default_payment_method: oneOf(["off", "on_subscription"]).optional(),
    })
    .optional(),
  proration_behavior: oneOf(["always_invoice", "create_prorations", "none"]).optional(),
  trial_end: whole.or(z.literal("now")).optional(),
  trial_from_plan: flag.optional(),
  trial_period_days: whole.optional(),
  trial_settings: z
    .strictObject({
      end_behavior: z.strictObject({
        missing_payment_method: oneOf(["cancel", "create_invoice", "pause"]),
      }),
    })
    .optional(),
};

type Asked = z.infer<z.ZodObject<typeof creation>>;

/** A plan begins: its first bill is drawn, stands at once, and is paid or waits. */
export function createSubscription(
  books: Books,
  asked: Asked,
  cause: Cause,
  /** What was checked when it was offered is not checked again. */
  priceOf = priceOfItem,
): Subscription {
  const draft = planAsked(books, asked, priceOf);
  requirePayable(books, draft, asked);
  const begun = books.subscriptions.put(settle(books, draft, cause));
  const invoice = firstInvoice(books, begun, asked, cause);
  const plan = books.subscriptions.put({
    ...settle(books, begun, cause),
    latest_invoice: invoice.id,
    status: draft.status === "incomplete" ? statusAfter(books, invoice, draft) : draft.status,
  });
  books.record("customer.subscription.created", plan, cause);
  warnOfTrialEnd(books, plan);
  return plan;
}

function planAsked(books: Books, asked: Asked, priceOf: typeof priceOfItem): Subscription {
  const customer = books.customers.get(asked.customer, { param: "customer" });
  const { default_payment_method: method = null, trial_settings: trial } = asked;
  if (method !== null) books.paymentMethods.get(method, { param: "default_payment_method" });
  const created = books.now();
  const trialEnd = trialEndOf(books, asked, created);
  const id = books.subscriptions.newId();
  const items = itemsAsked(books, asked.items, {
    subscription: id,
    customer: customer.id,
    trialEnd,
    priceOf,
  });
  const bare = newSubscription({
    id,
    created,
    customer: customer.id,
    currency: items[0]?.price.currency ?? "usd",
    items,
    status: trialEnd === null ? "incomplete" : "trialing",
    paymentMethod: method,
  });
  const plan: Subscription = {
    ...bare,
    billing_cycle_anchor: trialEnd ?? created,
    cancel_at: asked.cancel_at ?? null,
    canceled_at: asked.cancel_at === undefined ? null : created,
    collection_method: asked.collection_method ?? "charge_automatically",
    days_until_due: asked.days_until_due ?? null,
    default_tax_rates: taxRatesAsked(books, asked.default_tax_rates ?? [], "default_tax_rates"),
    description: asked.description ?? null,
    discounts: discountsAsked(
      books,
      asked.discounts ?? [],
      { customer: customer.id, subscription: id },
      subtotalOf(items),
    ),
    metadata: mergeMetadata({}, asked.metadata),
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: asked.payment_settings?.save_default_payment_method ?? "off",
    },
    test_clock: customer.test_clock ?? null,
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : created,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: trial?.end_behavior.missing_payment_method ?? "create_invoice",
      },
    },
  };
  return cancelAtEnd(plan, asked.cancel_at_period_end ?? false, created);
}

function trialEndOf(books: Books, asked: Asked, now: number) {
  const { trial_end: end, trial_from_plan: fromPlan = false } = asked;
  if (fromPlan && (end ?? asked.trial_period_days) !== undefined)
    throw invalid(
      "You cannot specify both trial_from_plan and a trial_end or trial_period_days on a subscription.",
    );
  const [first] = asked.items;
  const plan = fromPlan ? books.prices.find(first?.price ?? first?.plan ?? "") : undefined;
  const days = asked.trial_period_days ?? plan?.recurring?.trial_period_days;
  if (end === "now") return null;
  if (end !== undefined && end <= now)
    throw invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", {
      param: "trial_end",
    });
  if (end !== undefined) return end;
  return days ? now + days * DAY : null;
}

/** Refused before anything is written down. */
function requirePayable(books: Books, plan: Subscription, asked: Asked) {
  const free = draftFor(books, plan, firstBill(books, plan), "").amount_due === 0;
  const { payment_behavior: behavior } = asked;
  if (plan.status !== "incomplete" || free || plan.collection_method === "send_invoice") return;
  if (behavior === "default_incomplete") return;
  const owner = books.customers.find(idOf(plan.customer));
  const usual =
    plan.default_payment_method ??
    owner?.invoice_settings.default_payment_method ??
    owner?.default_source;
  if (!usual) throw invalid(NO_METHOD, { code: "resource_missing" });
  const last4 = books.paymentMethods.find(idOf(usual))?.card?.last4 ?? "";
  if (behavior === "error_if_incomplete" && whenCharged(last4) !== "paid") throw declined();
}

function firstBill(books: Books, plan: Subscription): Bill {
  const now = books.now();
  const lines = plan.status === "trialing" ? trialLines(books, plan) : periodLines(books, plan);
  return { reason: "subscription_create", period: { start: now, end: now }, lines };
}

function firstInvoice(books: Books, plan: Subscription, asked: Asked, cause: Cause): Invoice {
  const draft = drawInvoice(books, plan, firstBill(books, plan), cause);
  return asked.payment_behavior === "default_incomplete"
    ? finalizeInvoice(books, draft, cause)
    : collect(books, draft, cause);
}

function statusAfter(books: Books, invoice: Invoice, { collection_method }: Subscription) {
  return isCovered(books, invoice) || collection_method === "send_invoice"
    ? "active"
    : "incomplete";
}
