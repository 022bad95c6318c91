import { entitlementsOf } from "@portico/billing";
import { historyOf } from "@portico/db";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { billingNeeds } from "../billing-needs.ts";
import { type House, openHouse } from "../testing.ts";
import { watchThrough } from "../watching.ts";
import { openOperator } from "./testing.ts";

let house: House;
let operator: Awaited<ReturnType<typeof openOperator>>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  operator = await openOperator(house);
});
afterAll(async () => {
  await operator.close();
  await house.close();
});

const organization = "org_globex";
const by = { organization, author: "Ines", reason: "they help us test" };
const mayDo = () => entitlementsOf(billingNeeds(house.deps), organization);
const SOON = { timeout: 60_000, interval: 20 };
const DAY_SECONDS = 24 * 60 * 60;

async function explained() {
  return (await operator.ask.explain.query({ organization })).access;
}

describe("what is given", () => {
  it("is a plan that nobody pays for, until it ends or is taken back, and both are in the history", async () => {
    const { id } = await operator.ask.overrides.add.mutate({ ...by, gives: { plan: "team" } });
    expect(await mayDo()).toMatchObject({ plans: ["team"], features: ["api", "exports"] });
    expect(await explained()).toEqual({
      has: true,
      sentences: [
        "It was given the plan team, because: they help us test. Set by Ines, who runs this service.",
        "Nobody had told us of a subscription by then.",
      ],
    });
    await operator.ask.overrides.end.mutate({ id, author: "Omar" });
    expect(await mayDo()).toMatchObject({ plans: [], features: [] });
    expect(await explained()).toEqual({
      has: false,
      sentences: ["Nobody had told us of a subscription by then."],
    });
    const { entries } = await operator.ask.history.query({ organization });
    expect(entries).toMatchObject([
      {
        kind: "override",
        sentences: [expect.stringMatching(/^What was given ends on \d.*: the plan team\.$/)],
        why: "Set by Omar, who runs this service.",
      },
      {
        kind: "override",
        sentences: ["Was given the plan team, because: they help us test."],
        why: "Set by Ines, who runs this service.",
      },
    ]);
    expect(await historyOf(house.deps.db, organization, { limit: 1 })).toMatchObject([
      { customerId: null, objectId: `override_${id}` },
    ]);
  });

  it("is a feature or a limit, and ends when it was said to", async () => {
    const until = new Date(house.deps.now().getTime() + DAY_SECONDS * 1000).toISOString();
    await operator.ask.overrides.add.mutate({ ...by, gives: { feature: "sso" }, until });
    await operator.ask.overrides.add.mutate({
      ...by,
      gives: { limit: "projects", value: 5 },
      until,
    });
    expect(await mayDo()).toMatchObject({ plans: [], features: ["sso"], limits: { projects: 5 } });
    expect(await explained()).toMatchObject({ has: false });
    expect(await operator.ask.overrides.list.query({ organization })).toMatchObject([
      { gives: { feature: "sso" }, author: "Ines", reason: by.reason, endsAt: until },
      { gives: { limit: "projects", value: 5 } },
    ]);
    house.wait(DAY_SECONDS);
    expect(await mayDo()).toMatchObject({ features: [], limits: {} });
    expect(await operator.ask.overrides.list.query({})).toEqual([]);
  });

  it("is told an open page, though nothing that is shown changed", async () => {
    const page = watchThrough(
      async (url, init) => house.fetch(new Request(url, init)),
      () => house.tokenOf("grace", organization),
    );
    await vi.waitUntil(() => page.views.length > 0, SOON);
    const [before] = page.views;
    await operator.ask.overrides.add.mutate({ ...by, gives: { plan: "starter" } });
    await vi.waitUntil(() => page.views.length > 1, SOON);
    expect(page.views.at(-1)).toEqual(before);
    page.stop();
  });

  it.each<[string, object, RegExp]>([
    [
      "a plan that is not sold",
      { gives: { plan: "gold" } },
      /no plan gold.*starter, team, business/,
    ],
    ["until a day that is over", { gives: { plan: "team" }, until: "2020-01-01" }, /time is over/],
    [
      "to nobody we know",
      { organization: "org_nobody", gives: { plan: "team" } },
      /Nobody ever told/,
    ],
  ])("is never %s", async (_, wish, words) => {
    const asked = { ...by, gives: { plan: "team" }, ...wish };
    await expect(operator.ask.overrides.add.mutate(asked)).rejects.toThrow(words);
  });

  it("is given and taken back by somebody whose name is of a length to be read", async () => {
    const { add, end } = operator.ask.overrides;
    const gives = { plan: "team" };
    await expect(add.mutate({ ...by, gives, author: "I".repeat(101) })).rejects.toThrow("author");
    const { id } = await add.mutate({ ...by, gives, author: "I".repeat(100) });
    await expect(end.mutate({ id, author: "I".repeat(101) })).rejects.toThrow("author");
    expect(await end.mutate({ id, author: "I".repeat(100) })).toMatchObject({ id });
  });

  it("is not taken back twice", async () => {
    const end = operator.ask.overrides.end.mutate({ id: 999, author: "Ines" });
    await expect(end).rejects.toThrow("There is no override 999 that still holds.");
  });
});
