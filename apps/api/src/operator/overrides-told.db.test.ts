import { type Change, tellHost } from "@portico/billing";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../app.ts";
import type { Settings } from "../settings.ts";
import { type House, openHouse } from "../testing.ts";
import { watchThrough } from "../watching.ts";
import { startEndingOverrides } from "../workers/ending-overrides.ts";
import { openOperator } from "./testing.ts";

let house: House;
let settings: Settings;
let operator: Awaited<ReturnType<typeof openOperator>>;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  const hostWebhook = { url: "https://product.example/hooks", secrets: ["whsec_c2VjcmV0"] };
  settings = { ...house.settings, hostWebhook };
  operator = await openOperator(createApp({ ...house.deps, settings }));
});
beforeEach(async () => void (await heard("nobody")));
afterAll(async () => {
  await operator.close();
  await house.close();
});

const SOON = { timeout: 20_000, interval: 20 };
const DAY_SECONDS = 24 * 60 * 60;
const by = { author: "Ines", reason: "they help us test" };
const team = { plan: "team" };

async function give(organization: string, gives: { plan: string } | { feature: string }, days = 0) {
  const end = new Date(house.deps.now().getTime() + days * DAY_SECONDS * 1000).toISOString();
  const until = days === 0 ? {} : { until: end };
  const { id } = await operator.ask.overrides.add.mutate({ ...by, ...until, organization, gives });
  return { id, end };
}

/** What the host hears of an organization next. */
async function heard(organization: string): Promise<Change[]> {
  const all: Change[] = [];
  const listeners = [async (change: Change) => void all.push(change)];
  const onFailure = (_: unknown, error: unknown) => {
    throw error;
  };
  const { db, now } = house.deps;
  while ((await tellHost({ db, now, listeners, onFailure })) > 0);
  return all.filter((change) => change.organization === organization);
}

/** As each process does it, now and then. */
async function endWhatIsOver() {
  await startEndingOverrides({ ...house.deps, settings })();
}

describe("the host", () => {
  // First, while the house keeps Stripe's time: letters of another day are refused.
  it("does not hear that access is lost where a plan is given, until that ends too", async () => {
    const { id } = await give("org_acme", { plan: "business" }, 1);
    await heard("org_acme");
    await house.deps.stripe.subscriptions.cancel("sub_acme");
    await house.settle();
    expect(await heard("org_acme")).toMatchObject([
      {
        kind: "plan.changed",
        before: [{ subscription: "sub_acme" }, { override: id }],
        after: [{ override: id }],
      },
    ]);
    house.wait(DAY_SECONDS);
    await endWhatIsOver();
    expect(await heard("org_acme")).toMatchObject([{ kind: "access.lost", after: [] }]);
  });

  it("hears what an organization is given and what is taken back, and who said so", async () => {
    const { id } = await give("org_globex", team);
    const given = { override: id, gives: team };
    expect(await heard("org_globex")).toMatchObject([
      {
        kind: "access.gained",
        before: [],
        after: [given],
        cause: { by: "operator", actor: "Ines" },
      },
    ]);
    const feature = await give("org_globex", { feature: "sso" });
    const both = [given, { override: feature.id, gives: { feature: "sso" } }];
    expect(await heard("org_globex")).toMatchObject([{ kind: "plan.changed", after: both }]);
    await operator.ask.overrides.end.mutate({ id, author: "Omar" });
    expect(await heard("org_globex")).toMatchObject([
      { kind: "access.lost", after: both.slice(1), cause: { by: "operator", actor: "Omar" } },
    ]);
    await operator.ask.overrides.end.mutate({ id: feature.id, author: "Omar" });
  });

  it("hears that what was given until a date is over, once, whoever notices and how often", async () => {
    const { id, end } = await give("org_globex", team, 1);
    await heard("org_globex");
    await endWhatIsOver();
    expect(await heard("org_globex")).toEqual([]);
    house.wait(DAY_SECONDS);
    await Promise.all([endWhatIsOver(), endWhatIsOver()]);
    await endWhatIsOver();
    expect(await heard("org_globex")).toMatchObject([
      {
        kind: "access.lost",
        before: [{ override: id, gives: team }],
        after: [],
        cause: { by: "date", until: end },
      },
    ]);
  });
});

it("is over on an open page when it ends by its date, and in the history with its cause", async () => {
  const { end } = await give("org_globex", team, 1);
  const page = watchThrough(
    async (url, init) => house.fetch(new Request(url, init)),
    () => house.tokenOf("grace", "org_globex"),
  );
  await vi.waitUntil(() => page.views.length > 0, SOON);
  house.wait(DAY_SECONDS);
  await endWhatIsOver();
  await vi.waitUntil(() => page.views.length > 1, SOON);
  page.stop();
  const { entries } = await operator.ask.history.query({ organization: "org_globex", limit: 1 });
  expect(entries).toMatchObject([
    {
      kind: "override",
      stripeAt: end,
      sentences: ["What was given is over: the plan team."],
      why: expect.stringMatching(/^It was given until \d/),
    },
  ]);
});
