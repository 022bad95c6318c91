import { endGrace, type Entitlements, requireFeature, requireLimit } from "@portico/billing";
import { openNoticesOf } from "@portico/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { billingNeeds } from "./billing-needs.ts";
import { APP_URL, type House, jsonOf, openHouse, type Person } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const answered = z.object({ result: z.object({ data: z.custom<Entitlements>() }) });

async function askedBy(person: Person, organization: string): Promise<Response> {
  const authorization = `Bearer ${await house.tokenOf(person, organization)}`;
  const url = `${APP_URL}/trpc/billing.entitlements`;
  return house.fetch(new Request(url, { headers: { authorization } }));
}

async function mayDo(person: Person, organization: string): Promise<Entitlements> {
  const answer = await askedBy(person, organization);
  return answered.parse(await answer.json()).result.data;
}

describe("what an organization may do", () => {
  it("is told to each of its members, by its plan", async () => {
    const team = {
      plans: ["team"],
      features: ["api", "exports"],
      limits: { projects: 20 },
      graceUntil: null,
      unknownPrices: [],
    };
    expect(await mayDo("ada", "org_acme")).toEqual(team);
    expect(await mayDo("bob", "org_acme")).toEqual(team);
    expect(await mayDo("ada", "org_umbrella")).toMatchObject({ plans: ["business"], limits: {} });
  });

  it("is told a program by its key", async () => {
    const ask = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return house.fetch(new Request(`${APP_URL}/v1/entitlements`, { headers }));
    };
    const answer = await ask(await house.apiKeyOf("ada", "org_acme", ["billing:read"]));
    expect(await jsonOf(answer)).toEqual({
      success: true,
      data: {
        plans: ["team"],
        features: ["api", "exports"],
        limits: { projects: 20 },
        grace_until: null,
        unknown_prices: [],
      },
    });
    const refused = await ask(await house.apiKeyOf("ada", "org_acme", ["billing:write"]));
    expect(refused.status).toBe(403);
    expect(await jsonOf(refused)).toMatchObject({ success: false, error: { code: "FORBIDDEN" } });
  });

  it("is nothing for who never subscribed", async () => {
    expect(await mayDo("grace", "org_globex")).toMatchObject({
      plans: [],
      features: [],
      limits: {},
    });
  });

  it("is told a server in one question to our rows", async () => {
    const needs = billingNeeds(house.deps);
    expect(await house.statementsOf(() => requireFeature(needs, "org_acme", "api"))).toBe(1);
    const refused = { reason: "NOT_IN_PLAN" };
    await expect(requireFeature(needs, "org_acme", "sso")).rejects.toMatchObject(refused);
    await expect(requireLimit(needs, "org_acme", "projects", 20)).resolves.toBeUndefined();
    await expect(requireLimit(needs, "org_acme", "projects", 21)).rejects.toMatchObject(refused);
    await expect(requireLimit(needs, "org_umbrella", "projects", 999)).resolves.toBeUndefined();
    await expect(requireLimit(needs, "org_globex", "projects", 1)).rejects.toMatchObject(refused);
  });

  it("is told servers that ask at the same moment in one question, each of its own", async () => {
    const needs = billingNeeds(house.deps);
    const ask = (organization: string) => requireFeature(needs, organization, "sso");
    const organizations = ["org_umbrella", "org_acme", "org_umbrella", "org_globex", "org_nobody"];
    let answers: string[] = [];
    const asking = async () => {
      const settled = await Promise.allSettled(organizations.map(ask));
      answers = settled.map(({ status }) => status);
    };
    expect(await house.statementsOf(asking)).toBe(1);
    expect(answers).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "rejected"]);
  });

  it("follows a change of the plan, and a price that is sold no more", async () => {
    const { stripe } = house.deps;
    const old = await stripe.prices.create({
      product: "prod_business",
      currency: "usd",
      unit_amount: 9_900,
      recurring: { interval: "month" },
    });
    await stripe.subscriptions.update("sub_acme", {
      items: [{ id: await itemOf("sub_acme"), price: old.id }],
    });
    await house.settle();
    expect(await mayDo("ada", "org_acme")).toMatchObject({ plans: ["business"] });
    await stripe.subscriptions.update("sub_acme", {
      items: [{ id: await itemOf("sub_acme"), price: "price_team" }],
    });
    await house.settle();
    expect(await mayDo("ada", "org_acme")).toMatchObject({ plans: ["team"] });
  });

  it("is kept where somebody pays a price that nobody described, which is told", async () => {
    const { stripe } = house.deps;
    const made = await stripe.prices.create({
      product_data: { name: "A deal by hand" },
      currency: "usd",
      unit_amount: 100,
      recurring: { interval: "month" },
    });
    await stripe.subscriptions.update("sub_umbrella", {
      items: [{ id: await itemOf("sub_umbrella"), price: made.id }],
    });
    await house.settle();
    expect(await mayDo("ada", "org_umbrella")).toEqual({
      plans: [],
      features: ["api", "audit", "exports", "sso"],
      limits: {},
      graceUntil: null,
      unknownPrices: [made.id],
    });
  });
});

describe("a payment that is late", () => {
  const notices = async () =>
    (await openNoticesOf(house.deps.db, "org_initech", 100)).filter(
      ({ kind }) => kind === "access.lost",
    );
  const looking = (since: Date) => {
    const { db, now } = house.deps;
    return endGrace({ db, now, graceDays: 14, tells: true }, since);
  };

  it("takes nothing away until the time to pay ends, which is told once", async () => {
    const begun = house.deps.now();
    const { plans, graceUntil } = await mayDo("linus", "org_initech");
    expect(plans).toEqual(["starter"]);
    const left = Date.parse(graceUntil ?? "") - begun.getTime();
    expect(left).toBeGreaterThan(12 * 24 * 60 * 60_000);
    expect(left).toBeLessThan(14 * 24 * 60 * 60_000);
    await looking(begun);
    expect(await notices()).toEqual([]);

    house.wait(left / 1000 + 1);
    expect(await mayDo("linus", "org_initech")).toMatchObject({ plans: [], graceUntil: null });
    await Promise.all([looking(begun), looking(begun)]);
    await looking(begun);
    expect(await notices()).toMatchObject([{ cause: { by: "grace" }, after: [] }]);
  });

  it("is told whoever watches, though nothing came from Stripe", async () => {
    const heard: string[] = [];
    let stop = async () => {};
    await new Promise<void>((listening) => {
      const ears = { heard: (id: string) => heard.push(id), listening, lost: () => {} };
      stop = house.listen(ears);
    });
    await looking(new Date(house.deps.now().getTime() - 20 * 24 * 60 * 60_000));
    await expect.poll(() => heard).toContain("org_initech");
    await stop();
  });
});

async function itemOf(subscription: string): Promise<string> {
  const { items } = await house.deps.stripe.subscriptions.retrieve(subscription);
  return items.data[0]?.id ?? "";
}
