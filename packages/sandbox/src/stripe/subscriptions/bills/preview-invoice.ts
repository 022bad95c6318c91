import { z } from "zod";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { newId } from "../../books/ids.ts";
import type { Invoice, Subscription } from "../../books/shapes.ts";
import { discountsAsked } from "../../discounts/discounts.ts";
import { discountsWish } from "../../discounts/discounts-wish.ts";
import { type ProrationBehavior, prorationBehavior } from "../../endpoint/billing-params.ts";
import { flag, text } from "../../endpoint/params.ts";
import { draftFor } from "../../invoices/draw-invoice.ts";
import { invalid, missingParam } from "../../problem.ts";
import { prorationsBetween } from "../items/change-items.ts";
import { itemChanges, withItems } from "../items/with-items.ts";
import { inPeriodFrom } from "./begin-period.ts";
import { periodLines } from "./plan-lines.ts";
import { prorationLines } from "./prorations.ts";

export const previewWish = {
  customer: text.optional(),
  discounts: discountsWish,
  subscription: text.optional(),
  subscription_details: z
    .strictObject({
      items: itemChanges.optional(),
      proration_behavior: prorationBehavior,
      cancel_at_period_end: flag.optional(),
    })
    .optional(),
};

type Asked = z.infer<z.ZodObject<typeof previewWish>>;

/** The bill that a change would bring, or the next one; nothing is written down. */
export function previewInvoice(books: Books, asked: Asked): Invoice {
  const plan = planOfPreview(books, asked);
  const { items, proration_behavior: behavior = "create_prorations" } =
    asked.subscription_details ?? {};
  const discounted = withDiscounts(books, plan, asked.discounts);
  const after = items ? withItems(books, discounted, items) : discounted;
  if (items && (behavior === "always_invoice" || after.billing_cycle_anchor === books.now()))
    return previewNow(books, plan, after, behavior);
  return previewNext(books, plan, after, behavior);
}

/** What a change costs at once. */
export function previewNow(
  books: Books,
  plan: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
): Invoice {
  const now = books.now();
  const difference = prorationsBetween(books, plan, after, behavior);
  const lines = difference.length > 0 ? prorationLines(difference) : periodLines(books, after);
  const bill = { reason: "upcoming", period: { start: now, end: now }, lines } as const;
  return draftFor(books, after, bill, newId("upcoming_in"));
}

/** What is to pay when the period ends. */
export function previewNext(
  books: Books,
  plan: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
): Invoice {
  const now = books.now();
  const difference = prorationsBetween(books, plan, after, behavior);
  const [first] = after.items.data;
  const end = first?.current_period_end ?? now;
  const next = inPeriodFrom(after, end, after.billing_cycle_anchor);
  const period = { start: first?.current_period_start ?? now, end };
  const lines = (invoice: string) => [
    ...prorationLines(difference)(invoice),
    ...periodLines(books, next)(invoice),
  ];
  const bill = { reason: "upcoming", period, lines } as const;
  return books.at(end, () => draftFor(books, after, bill, newId("upcoming_in")));
}

function withDiscounts(books: Books, plan: Subscription, asked: Asked["discounts"]): Subscription {
  if (!asked) return plan;
  const target = { customer: idOf(plan.customer), subscription: plan.id };
  return { ...plan, discounts: discountsAsked(books, asked, target) };
}

function planOfPreview(books: Books, { customer, subscription }: Asked): Subscription {
  if (subscription === undefined && customer === undefined) throw missingParam("customer");
  if (customer !== undefined) books.customers.get(customer, { param: "customer" });
  const plan =
    subscription === undefined
      ? books.subscriptions.of(customer ?? "").findLast(({ ended_at }) => ended_at === null)
      : books.subscriptions.get(subscription, { param: "subscription" });
  if (!plan || plan.ended_at !== null)
    throw invalid(`No upcoming invoices for customer: ${customer ?? ""}`, {
      code: "invoice_upcoming_none",
    });
  return plan;
}
