import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { discountsAsked } from "../discounts/discounts.ts";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { collectionMethod, prorationBehavior } from "../endpoint/billing-params.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, metadata, oneOf, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { followItems } from "../schedules/under-schedule.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";
import { anchoredAt, endTrial, inTrialUntil } from "./bills/begin-period.ts";
import { billIfPaid, billNow, holdChange } from "./bills/bill-change.ts";
import { subtotalOf } from "./bills/plan-lines.ts";
import { cancelAtEnd, withWords } from "./cancel.ts";
import { CANCEL_REASONS } from "./cancel-reasons.ts";
import { requireChangeable } from "./changeable.ts";
import { addedItems, addItems } from "./items/added-items.ts";
import { changeItems } from "./items/change-items.ts";
import { itemChanges, withItems } from "./items/with-items.ts";
import { keepChange } from "./keep-change.ts";
import { dropPending } from "./pending-update.ts";
import { warnOfTrialEnd } from "./trial-warning.ts";

export const cancellation_details = z
  .strictObject({
    comment: clearable.optional(),
    feedback: oneOf(["", ...CANCEL_REASONS])
      .transform((value) => (value === "" ? null : value))
      .optional(),
  })
  .optional();

const cleared = z.literal("").transform(() => null);

export const changes = {
  add_invoice_items: addedItems,
  billing_cycle_anchor: z.strictObject({ type: oneOf(["now", "unchanged"]) }).optional(),
  cancel_at: whole.or(cleared).optional(),
  cancel_at_period_end: flag.optional(),
  cancellation_details,
  collection_method: collectionMethod,
  days_until_due: whole.optional(),
  default_payment_method: clearable.optional(),
  default_tax_rates: taxRatesWish,
  description: clearable.optional(),
  discounts: discountsWish,
  items: itemChanges.optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  pause_collection: z
    .strictObject({
      behavior: oneOf(["keep_as_draft", "mark_uncollectible", "void"]),
      resumes_at: whole.optional(),
    })
    .or(cleared)
    .optional(),
  payment_behavior: oneOf([
    "allow_incomplete",
    "default_incomplete",
    "error_if_incomplete",
    "pending_if_incomplete",
  ]).optional(),
  proration_behavior: prorationBehavior,
  trial_end: whole.or(z.literal("now")).optional(),
};

export type Changes = z.infer<z.ZodObject<typeof changes>>;

export function updateSubscription(
  books: Books,
  kept: Subscription,
  asked: Changes,
  cause: Cause,
): Subscription {
  requireChangeable(kept, asked);
  const replaces = asked.items ?? asked.billing_cycle_anchor;
  const before = replaces ? dropPending(books, kept, cause) : kept;
  const { default_payment_method: method, items } = asked;
  if (method) books.paymentMethods.get(method, { param: "default_payment_method" });
  addItems(books, before, asked.add_invoice_items, cause);
  const plain = withPlainChanges(books, before, asked);
  if (asked.trial_end === "now" && before.status === "trialing")
    return endTrial(books, before, "now", cause, items ? withItems(books, plain, items) : plain);
  const extended = withTrial(plain, asked, books.now());
  const anew = asked.billing_cycle_anchor?.type === "now" && extended.status !== "trialing";
  if (!items && !anew) {
    const changed = keepChange(books, before, extended, cause);
    warnOfTrialEnd(books, changed);
    return changed;
  }
  const changed = items ? withItems(books, extended, items) : extended;
  const wanted = anew ? anchoredAt(changed, books.now()) : changed;
  const make = makeBy(asked);
  const { proration_behavior: behavior = "create_prorations" } = asked;
  const after = changeItems(books, before, wanted, behavior, cause, make);
  followItems(books, before, after, cause);
  return after;
}

/** What becomes of a change that has a bill of its own. */
function makeBy({ payment_behavior: behavior }: Changes) {
  if (behavior === "pending_if_incomplete") return holdChange;
  return behavior === "error_if_incomplete" ? billIfPaid : billNow;
}

function withPlainChanges(books: Books, before: Subscription, asked: Changes): Subscription {
  const { collection_method, days_until_due, default_payment_method, description } = asked;
  const { cancel_at: at, cancel_at_period_end: atEnd, pause_collection: pause } = asked;
  const merged: Subscription = {
    ...before,
    ...given({ collection_method, days_until_due, default_payment_method, description }),
    ...(asked.default_tax_rates && {
      default_tax_rates: taxRatesAsked(books, asked.default_tax_rates, "default_tax_rates"),
    }),
    ...(asked.discounts && {
      discounts: discountsAsked(
        books,
        asked.discounts,
        { customer: idOf(before.customer), subscription: before.id },
        subtotalOf(before.items.data),
      ),
    }),
    metadata: mergeMetadata(before.metadata, asked.metadata),
    ...(pause !== undefined && {
      pause_collection: pause && {
        behavior: pause.behavior,
        resumes_at: pause.resumes_at ?? null,
      },
    }),
    ...(at !== undefined && { cancel_at: at, canceled_at: at && books.now() }),
  };
  const ending = atEnd === undefined ? merged : cancelAtEnd(merged, atEnd, books.now());
  return withWords(ending, asked.cancellation_details);
}

function withTrial(plan: Subscription, { trial_end: end }: Changes, now: number): Subscription {
  if (end === undefined || end === "now") return plan;
  if (end <= now)
    throw invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", {
      param: "trial_end",
    });
  return inTrialUntil(plan, end, now);
}
