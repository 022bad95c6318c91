import { type Database, planPastOf, plansByProduct } from "@portico/db";
import { type BillingViewNeeds, requireToSee } from "../billing-page/billing-view.ts";
import type { Caller } from "../caller.ts";
import { productsOf, stateFrom } from "../subscription/state.ts";
import { isLate, isRunning, RUNNING } from "../subscription/status.ts";
import { type CreditPack, INTERVALS, type Plan } from "./catalog.ts";
import type { SoldNeeds } from "./catalog-prices.ts";
import { planOf } from "./plan-of.ts";

export type ViewPlansNeeds = BillingViewNeeds & SoldNeeds & { db: Database };

export type PlansView = Awaited<ReturnType<typeof viewPlans>>;

/** What is sold, and what the organization has of it. */
export async function viewPlans(needs: ViewPlansNeeds, caller: Caller) {
  const { organization, customer } = await requireToSee(needs, caller);
  const { plans, packs } = needs.sold.catalog;
  const { hadTrial } = await planPastOf(needs.db, organization, RUNNING);
  return {
    plans: Object.entries(plans).map(([plan, of]) => viewPlan(plan, of, hadTrial)),
    packs: Object.entries(packs).map(([pack, of]) => viewPack(pack, of)),
    current: customer === null ? [] : await currentPlans(needs, customer),
  };
}

function viewPlan(plan: string, of: Plan, hadTrial: boolean) {
  const { name, prices, seats = null, trialDays = null, features, limits = {}, credits } = of;
  return {
    plan,
    name,
    prices: INTERVALS.flatMap((interval) =>
      pricesIn(prices[interval] ?? {}).map((price) => ({ interval, ...price })),
    ),
    seats,
    /** Where there is one to be had still. */
    trialDays: hadTrial ? null : trialDays,
    features,
    limits,
    credits: credits ?? null,
  };
}

function viewPack(pack: string, { name, credits, prices, expireAfterDays }: CreditPack) {
  return {
    pack,
    name,
    credits,
    prices: pricesIn(prices),
    expireAfterDays: expireAfterDays ?? null,
  };
}

function pricesIn(amounts: Readonly<Record<string, number>>) {
  return Object.entries(amounts).map(([currency, amount]) => ({ currency, amount }));
}

async function currentPlans({ db, sold, mirrorOf }: ViewPlansNeeds, customer: string) {
  const { subscriptions } = stateFrom(await mirrorOf(customer));
  const running = subscriptions.filter(({ status }) => isRunning(status));
  const byProduct = await plansByProduct(db, productsOf(running));
  return running.flatMap(({ id, status, items, cancelAt, trialEnd }) =>
    items.map((item) => ({
      subscription: id,
      item: item.id,
      status,
      /** Nothing where it is none of the catalog. */
      plan: planOf(sold.catalog, item, byProduct),
      /** Until it is paid, it is not changed to another. */
      late: isLate(status),
      interval: item.interval,
      seats: item.quantity,
      renewsAt: item.currentPeriodEnd,
      cancelAt,
      trialEnd,
    })),
  );
}
