import type Stripe from "stripe";
import { beginReading } from "../from-stripe/reading.ts";
import { changeAtStripe, type RefreshNeeds } from "../projecting/refresh-customer.ts";
import type { MemberSeats } from "../seats/member-seats.ts";
import { isLive } from "../subscription/status.ts";
import { busy } from "./busy.ts";
import type { Wait } from "./do-errands.ts";

export interface SetSeatsNeeds extends RefreshNeeds {
  stripe: Stripe;
}

const DAY_MS = 86_400_000;
/** Whatever we wait for may come sooner. */
const LONGEST_WAIT_MS = 3_600_000;

/** A month's difference goes on its next invoice; a year's is invoiced at once, and not twice a day. */
export async function setSeats(
  needs: SetSeatsNeeds,
  customer: string,
  { subscription, item }: MemberSeats,
  wanted: number,
  members: string[],
): Promise<Wait | void> {
  const reading = beginReading(needs);
  const plan = reading.heard(
    await needs.stripe.subscriptions.retrieve(subscription, { expand: ["latest_invoice"] }),
  );
  const now = plan.items.data.find(({ id }) => id === item.id);
  // Stripe is about to tell us, and we look again then.
  if (!isLive(plan.status) || !now) return;
  const yearly = now.price.recurring?.interval === "year";
  const rest = yearly ? invoicedAt(plan) + DAY_MS - reading.stretch().to.getTime() : 0;
  if (rest > 0 && now.quantity !== wanted)
    return {
      wait: new Date(needs.now().getTime() + Math.min(rest, LONGEST_WAIT_MS)),
      why: "Seats of a year are invoiced once a day.",
    };
  const done = await changeAtStripe(needs, customer, { by: "seats", members }, async () => {
    if (now.quantity === wanted) return;
    await needs.stripe.subscriptionItems.update(item.id, {
      quantity: wanted,
      proration_behavior: yearly ? "always_invoice" : "create_prorations",
      // Who has come is here: a card that is declined leaves an open invoice.
      payment_behavior: "allow_incomplete",
    });
  });
  if (done === "busy") return busy(needs);
}

/** When the newest invoice was made, where it is for a change. */
function invoicedAt({ latest_invoice: newest }: Stripe.Subscription): number {
  const isForChange =
    typeof newest === "object" && newest?.billing_reason === "subscription_update";
  return isForChange ? newest.created * 1000 : 0;
}
