import { z } from "zod";
import type { Books, Cause } from "../../books/books.ts";
import type { Subscription } from "../../books/shapes.ts";
import { prorationBehavior } from "../../endpoint/billing-params.ts";
import { oneOf, whole } from "../../endpoint/params.ts";
import { invalid } from "../../problem.ts";
import { anchoredAt, billPeriod, inPeriodAround } from "../bills/begin-period.ts";
import { billNow } from "../bills/bill-change.ts";
import { keepProrations, prorationLines, remaining } from "../bills/prorations.ts";
import { keepChange } from "../keep-change.ts";
import { awake, tellResumed } from "./wake-up.ts";

export const resuming = {
  billing_cycle_anchor: z.strictObject({ type: oneOf(["now", "unchanged"]) }).optional(),
  payment_behavior: oneOf(["resume_on_payment_attempt", "resume_on_payment_success"]).optional(),
  proration_behavior: prorationBehavior,
  proration_date: whole.optional(),
};

type Asked = z.infer<z.ZodObject<typeof resuming>>;

/** A paused plan goes on: in a period of its own, or in the rest of the one it would be in. */
export function resumePlan(
  books: Books,
  plan: Subscription,
  { billing_cycle_anchor: anchor, payment_behavior: pay, ...asked }: Asked,
  cause: Cause,
): Subscription {
  if (plan.status !== "paused")
    throw invalid("You can only resume a subscription when its status is paused.");
  if (plan.collection_method === "send_invoice")
    throw invalid(
      "You can only resume a subscription whose collection_method is charge_automatically.",
    );
  const now = books.now();
  const waits = pay === "resume_on_payment_success";
  if (anchor?.type !== "unchanged") {
    const anew = anchoredAt(plan, now);
    return tellResumed(
      books,
      billPeriod(books, plan, waits ? anew : awake(anew), "now", cause),
      cause,
    );
  }
  const { proration_behavior: behavior = "create_prorations", proration_date: from = now } = asked;
  const placed = inPeriodAround(plan, now, plan.billing_cycle_anchor);
  const shares =
    behavior === "none"
      ? []
      : placed.items.data.map((item) => remaining(books, placed, item, from));
  if (behavior === "always_invoice") {
    const after = waits ? placed : awake(placed);
    return tellResumed(books, billNow(books, plan, after, prorationLines(shares), cause), cause);
  }
  keepProrations(books, placed, shares, cause);
  return tellResumed(books, keepChange(books, plan, awake(placed), cause), cause);
}
