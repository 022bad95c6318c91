import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { given } from "../endpoint/given.ts";
import { invalid } from "../problem.ts";
import type { Changes } from "./update-subscription.ts";

export const ENDED = new Set(["canceled", "incomplete_expired"]);

export function requireChangeable(plan: Subscription, asked: Changes) {
  requireAlive(plan, asked);
  requireFree(plan, asked);
  requireHoldable(asked);
}

function requireAlive({ status }: Subscription, asked: Changes) {
  const { metadata: _, cancellation_details: __, ...others } = given(asked);
  if (ENDED.has(status) && Object.keys(others).length > 0)
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      { code: "invalid_canceled_subscription_fields" },
    );
}

const HOLDABLE = new Set([
  "add_invoice_items",
  "billing_cycle_anchor",
  "cancel_at_period_end",
  "items",
  "metadata",
  "off_session",
  "payment_behavior",
  "proration_behavior",
  "trial_end",
]);

function requireHoldable(asked: Changes) {
  if (asked.payment_behavior !== "pending_if_incomplete") return;
  const others = Object.keys(given(asked)).filter((name) => !HOLDABLE.has(name));
  if (others.length > 0)
    throw invalid(
      "When `payment_behavior` is set to `pending_if_incomplete`, you can only pass supported parameters. " +
        `Unsupported: ${others.join(", ")}.`,
      { param: others[0] ?? "" },
    );
}

/** A schedule says when its plan ends. */
function requireFree({ schedule }: Subscription, { cancel_at, cancel_at_period_end }: Changes) {
  if (schedule && (cancel_at ?? cancel_at_period_end) !== undefined)
    throw invalid(
      `The subscription is managed by the subscription schedule \`${idOf(schedule)}\`, and updating any ` +
        "cancelation behavior directly is not allowed. Please update the schedule instead.",
    );
}
