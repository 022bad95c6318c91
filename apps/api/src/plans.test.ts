import { type Catalog, applyPlans, planPlans } from "@portico/billing/plans";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { catalog } from "./catalog.ts";
import { openStripe } from "./testing-stripe.ts";

const { team } = catalog.plans;

/** The same, but for what a month of Team costs. */
function catalogWith(month: Record<string, number>): Catalog {
  const prices = { ...team.prices, month };
  return { ...catalog, plans: { ...catalog.plans, team: { ...team, prices } } };
}

async function doesIn(stripe: Stripe, wanted: Catalog = catalog) {
  const steps = await planPlans(stripe, wanted);
  return new Set(
    steps.flatMap(({ products, prices }) => [...products, ...prices]).map((each) => each.does),
  );
}

async function priceAt(stripe: Stripe, key: string) {
  const expand = ["data.currency_options", "data.product"];
  const { data } = await stripe.prices.list({ lookup_keys: [key], expand });
  expect(data).toHaveLength(1);
  return data[0];
}

const everyProduct = (stripe: Stripe) => stripe.products.list({ limit: 100 });
const everyPrice = (stripe: Stripe) => stripe.prices.list({ limit: 100 });

describe("what is sold, as code,", () => {
  it("is planned without a change, applied, and then as described", async () => {
    const { stripe } = openStripe();
    const before = (await everyPrice(stripe)).data;
    expect(await doesIn(stripe)).toEqual(new Set(["create", "change"]));
    expect((await everyPrice(stripe)).data).toEqual(before);
    await applyPlans(stripe, catalog);
    expect(await doesIn(stripe)).toEqual(new Set(["nothing"]));
  });

  it("takes over the product and the price that were there, and tells them its plan", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    expect(await priceAt(stripe, "team_month")).toMatchObject({
      id: "price_team",
      product: { id: "prod_team", metadata: { portico_plan: "team" } },
      unit_amount: 4_900,
      currency_options: { eur: { unit_amount: 4_500 } },
    });
    expect(await priceAt(stripe, "team_year")).toMatchObject({
      product: { id: "prod_team" },
      recurring: { interval: "year" },
      unit_amount: 49_000,
      currency_options: { eur: { unit_amount: 45_000 } },
    });
  });

  it("is one of each, though five apply it at once", async () => {
    const { stripe } = openStripe();
    const { length } = (await everyProduct(stripe)).data;
    await Promise.all(Array.from({ length: 5 }, () => applyPlans(stripe, catalog).catch(() => {})));
    await applyPlans(stripe, catalog);
    const packs = Object.keys(catalog.packs).length;
    expect((await everyProduct(stripe)).data).toHaveLength(length + packs);
    // Three plans by month and by year, and the packs.
    expect((await everyPrice(stripe)).data).toHaveLength(6 + packs);
  });

  it("sells credits once, at a price of their own", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    expect(await priceAt(stripe, "credits_small")).toMatchObject({
      type: "one_time",
      unit_amount: 1_000,
      product: { name: "500 credits", metadata: { portico_pack: "small" } },
    });
  });

  it("leaves the old price to those who have it, and sells at the new one", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    const dearer = catalogWith({ usd: 5_900, eur: 5_400 });
    const before = await stripe.subscriptions.list({ customer: "cus_acme" });
    await applyPlans(stripe, dearer);
    expect(await doesIn(stripe, dearer)).toEqual(new Set(["nothing"]));
    expect(await stripe.prices.retrieve("price_team")).toMatchObject({
      active: true,
      lookup_key: null,
      product: "prod_team",
      unit_amount: 4_900,
    });
    expect(await priceAt(stripe, "team_month")).toMatchObject({ unit_amount: 5_900 });
    const after = await stripe.subscriptions.list({ customer: "cus_acme" });
    expect(after.data[0]?.items.data[0]?.price.id).toBe(before.data[0]?.items.data[0]?.price.id);
  });

  it("goes back to an amount it had before, by a price of its own", async () => {
    const { stripe } = openStripe();
    const amounts = [{ usd: 100 }, { usd: 200 }, { usd: 100 }, { usd: 200 }];
    for (const month of amounts) {
      await applyPlans(stripe, catalogWith(month));
      expect(await priceAt(stripe, "team_month")).toMatchObject({ unit_amount: month.usd });
    }
  });

  it("learns another currency without another price", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    await applyPlans(stripe, catalogWith({ ...team.prices.month, gbp: 3_900 }));
    expect(await priceAt(stripe, "team_month")).toMatchObject({
      id: "price_team",
      currency_options: { eur: { unit_amount: 4_500 }, gbp: { unit_amount: 3_900 } },
    });
  });

  it("leaves a currency to those who pay in it, and sells in it no more once it is taken out", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    const { usd } = team.prices.month;
    const step = (await planPlans(stripe, catalogWith({ usd }))).find(
      ({ name }) => name === "team",
    );
    expect(step?.prices[0]).toMatchObject({
      does: "replace",
      differences: [{ path: "amounts.eur", is: 4_500, wanted: undefined }],
    });
    await applyPlans(stripe, catalogWith({ usd }));
    expect(await doesIn(stripe, catalogWith({ usd }))).toEqual(new Set(["nothing"]));
    const sold = await priceAt(stripe, "team_month");
    expect(Object.keys(sold?.currency_options ?? {})).toEqual(["usd"]);
    const before = await stripe.prices.retrieve("price_team", { expand: ["currency_options"] });
    expect(before.currency_options).toMatchObject({ eur: { unit_amount: 4_500 } });
  });

  it("shows what was changed at Stripe behind its back, and puts it right", async () => {
    const { stripe } = openStripe();
    await applyPlans(stripe, catalog);
    await stripe.products.update("prod_team", { name: "Crew" });
    await stripe.prices.update("price_team", { active: false });
    const step = (await planPlans(stripe, catalog)).find(({ name }) => name === "team");
    expect(step).toMatchObject({
      products: [{ does: "change", differences: [{ path: "name", is: "Crew", wanted: "Team" }] }],
      prices: [
        { does: "change", differences: [{ path: "active", is: false, wanted: true }] },
        { does: "nothing" },
      ],
    });
    await applyPlans(stripe, catalog);
    expect(await doesIn(stripe)).toEqual(new Set(["nothing"]));
  });

  it("is found by the name of its plan where no price has a lookup key yet", async () => {
    const { stripe } = openStripe();
    const metadata = { portico_plan: "gold" };
    const { id } = await stripe.products.create({ name: "Gold", metadata });
    const gold = { name: "Gold", prices: { month: { usd: 99_000 } }, features: [] };
    await applyPlans(stripe, { plans: { gold }, packs: {} });
    expect(await priceAt(stripe, "gold_month")).toMatchObject({ product: { id } });
  });
});
