import { z } from "zod";
import type { Books } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { discountsAsked } from "../discounts/discounts.ts";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { collectionMethod, prorationBehavior, trialSettings } from "../endpoint/billing-params.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";
import { inPeriodAround } from "./bills/begin-period.ts";
import { anchorWish, withAnchor } from "./bills/first-anchor.ts";
import { subtotalOf } from "./bills/plan-lines.ts";
import { cancelAtEnd } from "./cancel.ts";
import { addedItems } from "./items/added-items.ts";
import type { priceOfItem } from "./items/item-params.ts";
import { itemsAsked, itemsWish } from "./items/items-asked.ts";
import { newSubscription } from "./new-subscription.ts";

export const creation = {
  customer: text,
  items: itemsWish,
  ...anchorWish,
  add_invoice_items: addedItems,
  backdate_start_date: whole.optional(),
  cancel_at: whole.optional(),
  cancel_at_period_end: flag.optional(),
  collection_method: collectionMethod,
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
  proration_behavior: prorationBehavior,
  trial_end: whole.or(z.literal("now")).optional(),
  trial_from_plan: flag.optional(),
  trial_period_days: whole.optional(),
  trial_settings: trialSettings,
};

export type PlanWish = z.infer<z.ZodObject<typeof creation>>;

/** A new plan, with nothing written down. */
export function planAsked(
  books: Books,
  asked: PlanWish,
  priceOf: typeof priceOfItem,
): Subscription {
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
  const start = startOf(asked, created);
  const placed = start < created && trialEnd === null ? inPeriodAround(bare, created, start) : bare;
  const plan: Subscription = {
    ...placed,
    billing_cycle_anchor: trialEnd ?? start,
    start_date: start,
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
  return cancelAtEnd(
    withAnchor(plan, asked, created),
    asked.cancel_at_period_end ?? false,
    created,
  );
}

function startOf({ backdate_start_date: start }: PlanWish, now: number): number {
  if (start !== undefined && start > now)
    throw invalid("The backdate_start_date must be in the past.", { param: "backdate_start_date" });
  return start ?? now;
}

function trialEndOf(books: Books, asked: PlanWish, now: number) {
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
