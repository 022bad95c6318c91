import { z } from "zod";
import type { Books, Cause } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { Subscription } from "../../books/shapes.ts";
import { oneOf } from "../../endpoint/params.ts";
import { invalid } from "../../problem.ts";
import { keepProrations, unused } from "../bills/prorations.ts";
import { keepChange } from "../keep-change.ts";
import { billTheRest } from "../stop-plan.ts";

const PAUSABLE = new Set(["active", "past_due", "trialing", "unpaid"]);

export const pausing = {
  bill_for: z
    .strictObject({
      outstanding_usage_through: z.strictObject({ type: oneOf(["none", "now"]) }).optional(),
      unused_time_from: z
        .strictObject({ type: oneOf(["item_current_period_start", "none", "now"]) })
        .optional(),
    })
    .optional(),
  invoicing_behavior: oneOf(["invoice", "pending_invoice_item"]).optional(),
  type: oneOf(["subscription"]).optional(),
};

type Asked = z.infer<z.ZodObject<typeof pausing>>;
type Reason = NonNullable<Subscription["status_details"]>["paused"]["subscription"]["type"];

/** A plan rests: nothing is billed until somebody lets it go on. */
export function pausePlan(
  books: Books,
  plan: Subscription,
  { bill_for: share, invoicing_behavior: when = "pending_invoice_item" }: Asked,
  cause: Cause,
): Subscription {
  requirePausable(plan);
  const { type: from = "now" } = share?.unused_time_from ?? {};
  if (from !== "none" && plan.status !== "trialing") giveBack(books, plan, from, cause);
  const billed = when === "invoice" ? billTheRest(books, plan, cause) : plan;
  return rest(books, plan, billed, "pause_requested", cause);
}

export function rest(
  books: Books,
  before: Subscription,
  wanted: Subscription,
  reason: Reason,
  cause: Cause,
): Subscription {
  const paused = {
    subscription: { type: reason },
    transitioned_at: books.now(),
    type: "subscription",
  };
  const after = { ...wanted, status: "paused" as const, status_details: { paused } };
  const kept = keepChange(books, before, after, cause);
  books.record("customer.subscription.paused", kept, cause);
  return kept;
}

function requirePausable({ schedule, status }: Subscription) {
  if (schedule)
    throw invalid(
      `The subscription is managed by the subscription schedule \`${idOf(schedule)}\`, and cannot be paused.`,
    );
  if (!PAUSABLE.has(status))
    throw invalid(`You cannot pause a subscription with the status \`${status}\`.`);
}

function giveBack(
  books: Books,
  plan: Subscription,
  from: "item_current_period_start" | "now",
  cause: Cause,
) {
  const shares = plan.items.data.flatMap((item) =>
    unused(books, plan, item, from === "now" ? books.now() : item.current_period_start),
  );
  keepProrations(books, plan, shares, cause);
}
