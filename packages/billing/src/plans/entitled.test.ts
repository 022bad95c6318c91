import type { OverrideGives, PaidFor, PaidSubscription } from "@portico/db";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalog } from "./catalog.ts";
import { entitled } from "./entitled.ts";

const at = new Date("2026-11-21T12:00:00Z");
const graceDays = 14;
const daysAgo = (days: number) => new Date(at.getTime() - days * 24 * 60 * 60_000).toISOString();

const catalog: Catalog = {
  plans: {
    starter: { name: "Starter", prices: {}, features: ["exports"], limits: { projects: 3 } },
    team: { name: "Team", prices: {}, features: ["exports", "api"], limits: { projects: 20 } },
    business: {
      name: "Business",
      prices: {},
      features: ["sso"],
      honours: ["price_deal", "prod_old"],
    },
  },
  packs: {},
};

function paying(price: string, more: Partial<PaidSubscription> = {}): PaidSubscription {
  const product = price.replace("price", "prod");
  return {
    id: `sub_${price}`,
    status: "active",
    items: [{ price, product }],
    unpaidSince: null,
    ...more,
  };
}

function may(subscriptions: PaidSubscription[], given: OverrideGives[] = []) {
  const planByProduct = new Map([
    ["prod_starter", "starter"],
    ["prod_team", "team"],
    ["prod_gone", "gold"],
  ]);
  return entitled(catalog, { subscriptions, planByProduct, given }, { at, graceDays });
}

describe("what an organization may do", () => {
  it("is nothing without a plan", () => {
    expect(may([])).toEqual({
      plans: [],
      features: [],
      limits: {},
      graceUntil: null,
      unknownPrices: [],
    });
  });

  it("is what its plan includes", () => {
    expect(may([paying("price_team")])).toMatchObject({
      plans: ["team"],
      features: ["api", "exports"],
      limits: { projects: 20 },
    });
  });

  it("is what its plans include together, by the higher limit", () => {
    const both = may([paying("price_starter"), paying("price_team")]);
    expect(both).toMatchObject({ plans: ["starter", "team"], limits: { projects: 20 } });
  });

  it("has no limit where one of its plans has none", () => {
    expect(may([paying("price_starter")], [{ plan: "business" }])).toMatchObject({
      plans: ["business", "starter"],
      features: ["exports", "sso"],
      limits: {},
    });
  });

  it("grows by what was given, and never shrinks by it", () => {
    const given: OverrideGives[] = [{ feature: "sso" }, { limit: "projects", value: 50 }];
    expect(may([paying("price_starter")], given)).toMatchObject({
      features: ["exports", "sso"],
      limits: { projects: 50 },
    });
    expect(may([paying("price_team")], [{ limit: "projects", value: 1 }])).toMatchObject({
      limits: { projects: 20 },
    });
  });

  it.each(["price_deal", "price_old"])("is the plan that honours %s", (price) => {
    expect(may([paying(price)])).toMatchObject({ plans: ["business"], unknownPrices: [] });
  });

  it.each(["price_stray", "price_gone"])(
    "is everything for whoever pays %s, which is no plan's",
    (price) => {
      expect(may([paying(price)])).toEqual({
        plans: [],
        features: ["api", "exports", "sso"],
        limits: {},
        graceUntil: null,
        unknownPrices: [price],
      });
    },
  );

  it.each(["unpaid", "paused", "incomplete", "incomplete_expired", "canceled"])(
    "is nothing while it is %s",
    (status) => {
      expect(may([paying("price_team", { status })])).toMatchObject({
        plans: [],
        unknownPrices: [],
      });
    },
  );

  it("stays while a payment is late, until the time to pay ends", () => {
    const late = (days: number) =>
      paying("price_team", { status: "past_due", unpaidSince: daysAgo(days) });
    expect(may([late(13.9)])).toMatchObject({ plans: ["team"], graceUntil: daysAgo(-0.1) });
    expect(may([late(14)])).toMatchObject({ plans: [], graceUntil: null });
    expect(may([late(13), late(12)])).toMatchObject({ graceUntil: daysAgo(-1) });
  });
});

const name = fc.constantFrom("alpha", "beta", "gamma");
const feature = fc.constantFrom("api", "sso", "audit", "exports");
const limit = fc.constantFrom("projects", "people");
const plan = fc.record({
  name: fc.constant("A plan"),
  prices: fc.constant({}),
  features: fc.array(feature),
  limits: fc.dictionary(limit, fc.nat(100)),
  honours: fc.array(fc.constantFrom<string>("price_x", "prod_y"), { maxLength: 1 }),
});
const item = fc.record({
  price: fc.constantFrom("price_x", "price_z"),
  product: fc.constantFrom("prod_a", "prod_b", "prod_y", "prod_z"),
});
const subscription = fc.record({
  id: fc.uuid(),
  status: fc.constantFrom("active", "trialing", "past_due", "unpaid", "paused"),
  items: fc.array(item, { maxLength: 3 }),
  unpaidSince: fc.option(fc.integer({ min: 0, max: 30 }).map(daysAgo)),
});
const gives: fc.Arbitrary<OverrideGives> = fc.oneof(
  name.map((plan) => ({ plan })),
  feature.map((feature) => ({ feature })),
  fc.record({ limit, value: fc.nat(100) }),
);
const lives = fc.record({
  plans: fc.dictionary(name, plan),
  planOf: fc.dictionary(fc.constantFrom("prod_a", "prod_b"), name),
  subscriptions: fc.array(subscription, { maxLength: 3 }),
  given: fc.array(gives, { maxLength: 4 }),
});

/** Asked feature by feature and limit by limit, with no regard to what it costs. */
function asksOneByOne({
  plans,
  planOf,
  subscriptions,
  given,
}: typeof lives extends fc.Arbitrary<infer Life> ? Life : never) {
  const isLate = ({ status, unpaidSince }: PaidSubscription) =>
    status === "past_due" && unpaidSince !== null && unpaidSince <= daysAgo(graceDays);
  const named = subscriptions
    .filter((each) => /^(active|trialing|past_due)$/.test(each.status) && !isLate(each))
    .flatMap(({ items }) => items)
    .map(({ price, product }) => {
      const own = planOf[product];
      if (own !== undefined && own in plans) return own;
      return Object.keys(plans).find((each) =>
        [price, product].some((id) => plans[each]?.honours.includes(id)),
      );
    });
  const paid = new Set(named);
  const isAll = paid.has(undefined);
  const has = Object.keys(plans).filter(
    (each) => isAll || paid.has(each) || given.some((gift) => "plan" in gift && gift.plan === each),
  );
  return {
    mayUse: (feature: string) =>
      has.some((each) => plans[each]?.features.some((one) => one === feature)) ||
      given.some((gift) => "feature" in gift && gift.feature === feature),
    most(limit: "projects" | "people") {
      const raised = given.flatMap((gift) =>
        "limit" in gift && gift.limit === limit ? gift.value : [],
      );
      const ofPlans = has.map((each) => plans[each]?.limits[limit] ?? Infinity);
      return isAll ? Infinity : Math.max(-1, ...raised, ...ofPlans);
    },
  };
}

it("is for every catalog, subscriptions and gifts what one finds who asks one by one", () => {
  fc.assert(
    fc.property(lives, (life) => {
      const { plans, planOf, subscriptions, given } = life;
      const paid: PaidFor = {
        subscriptions,
        given,
        planByProduct: new Map(Object.entries(planOf)),
      };
      const found = entitled({ plans, packs: {} }, paid, { at, graceDays });
      const { mayUse, most } = asksOneByOne(life);
      for (const one of ["api", "sso", "audit", "exports"])
        expect(found.features.includes(one)).toBe(mayUse(one));
      const hasPlan = found.plans.length + found.unknownPrices.length > 0;
      for (const one of ["projects", "people"] as const)
        expect(found.limits[one] ?? (hasPlan ? Infinity : -1)).toBe(most(one));
    }),
    { numRuns: 500 },
  );
});
