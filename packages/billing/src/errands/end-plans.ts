import { customerOf, type Errand, mirrorOf, plansOf, type SubscriptionSaid } from "@portico/db";
import type Stripe from "stripe";
import { planOf } from "../plans/plan-of.ts";
import { changeAtStripe, type RefreshNeeds } from "../projecting/refresh-customer.ts";
import { idOf } from "../stripe/id-of.ts";
import { stateFrom } from "../subscription/state.ts";
import { isLive } from "../subscription/status.ts";
import { busy } from "./busy.ts";
import type { Wait } from "./do-errands.ts";
import { refundInvoice } from "./refund-invoice.ts";
import { unusedPart } from "./unused-part.ts";
import { waitForNames } from "./wait-for-names.ts";

/** What becomes of the plans of an organization that is deleted. */
export type WayToGo = "period end" | "now" | "now with refund" | "keep";

export interface EndPlansNeeds extends RefreshNeeds {
  stripe: Stripe;
  whenOrganizationGoes: WayToGo;
}

/** By this a plan at Stripe is known as ended by us, whatever happened to us after. */
const COMMENT = "The organization was deleted.";

/** Its organization is gone, so a customer's plans end as was decided for all. What else it pays for is not ours to end. */
export async function endPlans(
  needs: EndPlansNeeds,
  { subject, askedAt }: Errand,
): Promise<Wait | void> {
  const customer = await customerOf(needs.db, subject);
  if (customer === null || needs.whenOrganizationGoes === "keep") return;
  const { subscriptions } = stateFrom(await mirrorOf(needs.db, customer));
  const products = subscriptions.flatMap(({ items }) => items.map(({ product }) => product));
  const known = await plansOf(needs.db, products);
  const wait = products.every((each) => known.has(each)) ? undefined : waitForNames(needs, askedAt);
  if (wait) return wait;
  const ours = subscriptions.filter((each) => isOurs(needs, each, known));
  const cause = { by: "farewell", organization: subject } as const;
  const done = await changeAtStripe(needs, customer, cause, async () => {
    for (const { id } of ours) await endPlan(needs, id);
  });
  if (done === "busy") return busy(needs);
}

/** A plan of the catalog is in it, or one that was. */
function isOurs(
  { catalog }: EndPlansNeeds,
  { items }: SubscriptionSaid,
  known: Awaited<ReturnType<typeof plansOf>>,
): boolean {
  return items.some(
    (item) =>
      (known.get(item.product)?.plan ?? null) !== null || planOf(catalog, item, new Map()) !== null,
  );
}

async function endPlan({ stripe, whenOrganizationGoes: way }: EndPlansNeeds, id: string) {
  const plan = await stripe.subscriptions.retrieve(id);
  if (way === "period end" && plan.status !== "incomplete") return endWithPeriod(stripe, plan);
  const ended = isLive(plan.status)
    ? await stripe.subscriptions.cancel(id, { cancellation_details: { comment: COMMENT } })
    : plan;
  const byUs = ended.cancellation_details?.comment === COMMENT;
  if (way === "now with refund" && byUs) await refundUnused(stripe, ended);
}

async function endWithPeriod(stripe: Stripe, plan: Stripe.Subscription) {
  if (!isLive(plan.status) || plan.cancel_at !== null || plan.cancel_at_period_end) return;
  // A schedule says itself when its plan ends.
  if (plan.schedule !== null) await stripe.subscriptionSchedules.release(idOf(plan.schedule));
  await stripe.subscriptions.update(plan.id, {
    cancel_at_period_end: true,
    cancellation_details: { comment: COMMENT },
  });
}

async function refundUnused(stripe: Stripe, { id, ended_at }: Stripe.Subscription) {
  const paid = await stripe.invoices
    .list({ subscription: id, status: "paid", limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  for (const { id: invoice, amount_paid, created } of paid) {
    const lines = stripe.invoices.listLineItems(invoice, { limit: 100 });
    const all = await lines.autoPagingToArray({ limit: 1_000 });
    await refundInvoice(stripe, invoice, unusedPart(amount_paid, all, ended_at ?? created));
  }
}
