import { customerOf, type Errand, keepNotices, mirrorOf } from "@portico/db";
import type Stripe from "stripe";
import { changeAtStripe, type RefreshNeeds } from "../projecting/refresh-customer.ts";
import { doublesAmong } from "../subscription/doubles.ts";
import { stateFrom } from "../subscription/state.ts";
import { isLive } from "../subscription/status.ts";
import { busy } from "./busy.ts";
import type { Wait } from "./do-errands.ts";
import { refundInvoice } from "./refund-invoice.ts";

export interface EndDoubleNeeds extends RefreshNeeds {
  stripe: Stripe;
  /** Whether what was paid for a double goes back by itself. */
  refundDoubles: boolean;
}

/** By this a plan at Stripe is known as ended by us, and for which other, whatever happened to us after. */
const COMMENT = /^Bought beside (\w+), which was there before\.$/;

/** Somebody bought a plan beside the one they have: the later one ends at once. */
export async function endDouble(needs: EndDoubleNeeds, errand: Errand): Promise<Wait | void> {
  const { subject: id, organizationId } = errand;
  const customer = await customerOf(needs.db, organizationId);
  if (customer === null) return;
  const { subscriptions } = stateFrom(await mirrorOf(needs.db, customer));
  const found = doublesAmong(subscriptions).find(({ double }) => double.id === id);
  const plan = await needs.stripe.subscriptions.retrieve(id);
  const kept = found?.kept.id ?? keptBeside(plan);
  if (kept === undefined) return;
  const done = await changeAtStripe(needs, customer, { by: "double", kept }, async () => {
    if (isLive(plan.status)) await end(needs.stripe, id, kept);
    if (needs.refundDoubles) await refundAll(needs.stripe, id);
  });
  if (done === "busy") return busy(needs);
  if (needs.tells) await tell(needs, organizationId, id, kept);
}

function keptBeside({ cancellation_details: said }: Stripe.Subscription): string | undefined {
  return COMMENT.exec(said?.comment ?? "")?.[1];
}

async function end(stripe: Stripe, id: string, kept: string) {
  await stripe.subscriptions.cancel(id, {
    invoice_now: false,
    prorate: false,
    cancellation_details: { comment: `Bought beside ${kept}, which was there before.` },
  });
}

async function refundAll(stripe: Stripe, subscription: string) {
  const paid = stripe.invoices.list({ subscription, status: "paid", limit: 100 });
  for await (const { id, amount_paid } of paid) await refundInvoice(stripe, id, amount_paid);
}

async function tell(
  { db, now, refundDoubles }: EndDoubleNeeds,
  organizationId: string,
  id: string,
  kept: string,
) {
  const [at, cause] = [now(), { by: "double", kept } as const];
  const after = { subscription: id, kept, refunded: refundDoubles };
  const notice = { kind: "double.ended", source: id, before: null, after, cause };
  await keepNotices(db, [{ organizationId, ...notice, at, nextAttemptAt: at }]);
}
