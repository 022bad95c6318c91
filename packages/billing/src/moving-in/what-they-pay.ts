import type { SubscriptionItemSaid } from "@portico/db";
import type Stripe from "stripe";
import { read } from "../from-stripe/kinds.ts";
import { type Catalog, PLAN_KEY } from "../plans/catalog.ts";
import { planOf } from "../plans/plan-of.ts";
import { isLive } from "../subscription/status.ts";
import { listed } from "../sync/listed.ts";
import type { PatientNeeds } from "../sync/patiently.ts";

export interface WhatTheyPayNeeds extends PatientNeeds {
  stripe: Pick<Stripe, "products" | "subscriptions">;
  catalog: Catalog;
}

/** A live subscription of somebody's. */
export interface Paid {
  subscription: string;
  status: string;
  byInvoice: boolean;
  items: (SubscriptionItemSaid & {
    /** Of the catalog; nothing where the price means none of its plans. */
    plan: string | null;
  })[];
}

/** What each customer of the account pays regularly, by the customers. */
export async function whatTheyPay(needs: WhatTheyPayNeeds): Promise<Map<string, Paid[]>> {
  const paid = new Map<string, Paid[]>();
  const planByProduct = await plansByProduct(needs);
  for await (const each of listed(needs, (page) => needs.stripe.subscriptions.list(page))) {
    const { customer, says } = read("subscription", each);
    if (customer === null || says.kind !== "subscription" || !isLive(says.status)) continue;
    const theirs = paid.get(customer) ?? [];
    paid.set(customer, theirs);
    theirs.push({
      subscription: each.id,
      status: says.status,
      byInvoice: says.collection === "send_invoice",
      items: says.items.map((item) => ({
        ...item,
        plan: planOf(needs.catalog, item, planByProduct),
      })),
    });
  }
  return paid;
}

async function plansByProduct(needs: WhatTheyPayNeeds): Promise<Map<string, string>> {
  const plans = new Map<string, string>();
  for await (const { id, metadata } of listed(needs, (page) => needs.stripe.products.list(page))) {
    const plan = metadata[PLAN_KEY];
    if (plan !== undefined) plans.set(id, plan);
  }
  return plans;
}
