import { applyPlans } from "@portico/billing/plans";
import {
  applyPortal,
  full,
  payments,
  planPortal,
  type Portal,
  readPortalOffers,
} from "@portico/billing/portal";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { catalog } from "./catalog.ts";
import { portal } from "./portal.ts";
import { openStripe } from "./testing-stripe.ts";

async function openShop() {
  const { stripe } = openStripe();
  await applyPlans(stripe, catalog);
  return stripe;
}

async function ours(stripe: Stripe, name: string) {
  const { data } = await stripe.billingPortal.configurations.list({ limit: 100 });
  return data.filter((each) => each.metadata?.["portico_portal"] === name);
}

const doesIn = async (stripe: Stripe, wanted: Portal = portal) =>
  Object.fromEntries((await planPortal(stripe, wanted)).map(({ name, does }) => [name, does]));

describe("the portal as code", () => {
  it("is planned without a change, applied, and then as described", async () => {
    const stripe = await openShop();
    expect(await doesIn(stripe)).toEqual({ full: "create", payments: "create" });
    expect(await ours(stripe, "full")).toHaveLength(0);
    await applyPortal(stripe, portal);
    expect(await doesIn(stripe)).toEqual({ full: "nothing", payments: "nothing" });
  });

  it("is applied as often as one likes and stays one", async () => {
    const stripe = await openShop();
    await applyPortal(stripe, portal);
    const [before] = await ours(stripe, "full");
    await applyPortal(stripe, portal);
    expect(await ours(stripe, "full")).toEqual([before]);
  });

  it("is one, though five apply it at once", async () => {
    const stripe = await openShop();
    const applied = Array.from({ length: 5 }, () => applyPortal(stripe, portal).catch(() => {}));
    await Promise.all(applied);
    expect(await ours(stripe, "full")).toHaveLength(1);
    expect(await ours(stripe, "payments")).toHaveLength(1);
  });

  it("shows what was changed at Stripe behind its back, and puts it right", async () => {
    const stripe = await openShop();
    await applyPortal(stripe, portal);
    const [there] = await ours(stripe, "payments");
    await stripe.billingPortal.configurations.update(there?.id ?? "", {
      active: false,
      features: { subscription_cancel: { enabled: true } },
    });
    const [, step] = await planPortal(stripe, portal);
    expect(step).toMatchObject({
      does: "change",
      drifted: true,
      differences: [
        { path: "active", is: false, wanted: true },
        { path: "features.subscription_cancel.enabled", is: true, wanted: false },
      ],
    });
    await applyPortal(stripe, portal);
    expect(await doesIn(stripe)).toEqual({ full: "nothing", payments: "nothing" });
  });

  it("shows what a new description means", async () => {
    const stripe = await openShop();
    await applyPortal(stripe, { full, payments });
    const changed = { full: { ...full, default_return_url: "https://app.example.com/" }, payments };
    expect(await planPortal(stripe, changed)).toMatchObject([
      {
        does: "change",
        drifted: false,
        differences: [{ path: "default_return_url", is: null, wanted: "https://app.example.com/" }],
      },
      { does: "nothing" },
    ]);
  });

  it("refuses to offer a price that Stripe does not have, and names it", async () => {
    const described = { enabled: true, prices: ["team_month", "gold_week"] };
    const golden = { full: { features: { subscription_update: described } } };
    await expect(planPortal(await openShop(), golden)).rejects.toThrow("lookup key gold_week");
  });

  it("offers its plans by lookup key, and Stripe's own default until it is applied", async () => {
    const stripe = await openShop();
    expect([...(await readPortalOffers(stripe)).keys()]).toEqual(["full"]);
    await applyPortal(stripe, portal);
    const offers = await readPortalOffers(stripe);
    expect([...(offers.get("full")?.plans.keys() ?? [])].toSorted()).toEqual([
      "business_month",
      "business_year",
      "starter_month",
      "starter_year",
      "team_month",
      "team_year",
    ]);
    expect(offers.get("payments")?.features).toEqual(
      new Set(["customer_update", "payment_method_update"]),
    );
  });
});
