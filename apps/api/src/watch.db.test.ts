import { type Changes, createChanges, createCredits, type Source } from "@portico/billing";
import { newestWordsOf } from "@portico/db";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type App, createApp } from "./app.ts";
import { poll } from "./poll.ts";
import { APP_URL, type House, openHouse, type Person } from "./testing.ts";
import { type Watching, watchThrough } from "./watching.ts";

let house: House;
const open: Watching[] = [];
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterEach(() => open.splice(0).forEach(({ stop }) => stop()));
afterAll(() => house.close());

function watch(person: Person, organization: string, app?: Pick<App, "fetch">): Watching {
  return watchWith(() => house.tokenOf(person, organization), app);
}

function watchWith(token: () => Promise<string>, app: Pick<App, "fetch"> = house): Watching {
  const watching = watchThrough((url, init) => app.fetch(new Request(url, init)), token);
  open.push(watching);
  return watching;
}

const cancelAtOf = ({ views }: Watching) => views.at(-1)?.subscriptions[0]?.cancelAt;
const balanceOf = ({ views }: Watching) => views.at(-1)?.credits.balance;
const reasonOf = ({ refused }: Watching) => refused?.data?.reason;
const begun = (page: Watching) => vi.waitUntil(() => page.views.length > 0, SOON);
const SOON = { timeout: 60_000, interval: 10 };

async function cancelAtEnd(yes: boolean) {
  const { stripe } = house.deps;
  await stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: yes });
  await house.settle();
}

it("begins with what is known, and shows a change as soon as we know of it", async () => {
  const page = watch("ada", "org_umbrella");
  await expect.poll(() => cancelAtOf(page)).toBeNull();
  await cancelAtEnd(true);
  await vi.waitFor(() => expect(cancelAtOf(page)).toEqual(expect.any(String)), SOON);
  await cancelAtEnd(false);
  await vi.waitFor(() => expect(cancelAtOf(page)).toBeNull(), SOON);
});

it("tells of nothing where nothing that is shown changed", async () => {
  const page = watch("ada", "org_umbrella");
  const other = watch("ada", "org_acme");
  await begun(page);
  await begun(other);
  await house.askClerk("PATCH", "/organizations/org_umbrella", { slug: "same-name" });
  await house.askClerk("PATCH", "/organizations/org_umbrella", { name: "Umbrella & Sons" });
  await vi.waitFor(
    () =>
      expect(page.views.map((view) => view.organization.name)).toEqual([
        "Umbrella",
        "Umbrella & Sons",
      ]),
    SOON,
  );
  expect(other.views).toHaveLength(1);
});

it("is never kept or packed on the way", async () => {
  const headers = { authorization: `Bearer ${await house.tokenOf("ada", "org_acme")}` };
  const answer = await house.fetch(new Request(`${APP_URL}/trpc/billing.watch`, { headers }));
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(answer.headers.get("x-accel-buffering")).toBe("no");
  await answer.body?.cancel();
});

it("refuses who may not look", async () => {
  const nobody = watchWith(async () => "nobody");
  await expect.poll(() => reasonOf(nobody)).toBe("NOT_SIGNED_IN");
});

it("is refused beyond five of one person, and open again when one of them leaves", async () => {
  const pages = Array.from({ length: 5 }, () => watch("linus", "org_initech"));
  await Promise.all(pages.map(begun));
  const sixth = watch("linus", "org_initech");
  await expect.poll(() => reasonOf(sixth)).toBe("TOO_MANY_REQUESTS");
  pages[0]?.stop();
  await begun(watch("linus", "org_initech"));
});

describe.each<[string, () => Source]>([
  ["that listens", () => house.listen],
  ["that polls", () => poll((ids) => newestWordsOf(house.deps.db, ids))],
])("on another replica %s", (_, source) => {
  let changes: Changes;
  let replica: App;
  beforeAll(() => {
    changes = createChanges(source(), () => {});
    replica = createApp({ ...house.deps, changes });
  });
  afterAll(() => changes.stop());

  it("shows what the first was told of", async () => {
    const page = watch("ada", "org_umbrella", replica);
    await begun(page);
    await cancelAtEnd(true);
    await vi.waitFor(() => expect(cancelAtOf(page)).toEqual(expect.any(String)), SOON);
    await cancelAtEnd(false);
    await vi.waitFor(() => expect(cancelAtOf(page)).toBeNull(), SOON);
  });

  it("shows what a server spends, by its own code or by a key", async () => {
    const page = watch("ada", "org_acme", replica);
    await begun(page);
    const before = balanceOf(page) ?? 0;
    const { db, now } = house.deps;
    await createCredits({ db, now }).spend({
      organization: "org_acme",
      amount: 30,
      key: `a of ${before}`,
    });
    await vi.waitFor(() => expect(balanceOf(page)).toBe(before - 30), SOON);
    const key = await house.apiKeyOf("ada", "org_acme", ["credits:spend"]);
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ amount: 12, key: `b of ${before}` });
    await house.fetch(
      new Request(`${APP_URL}/v1/credits/spend`, { method: "POST", headers, body }),
    );
    await vi.waitFor(() => expect(balanceOf(page)).toBe(before - 42), SOON);
  });

  it("ends at once for who is no longer a member", async () => {
    const page = watch("bob", "org_acme", replica);
    await begun(page);
    await house.askClerk("DELETE", "/organizations/org_acme/memberships/user_bob");
    await vi.waitFor(() => expect(reasonOf(page)).toBe("NOT_ALLOWED"), SOON);
    await house.askClerk("POST", "/organizations/org_acme/memberships", {
      user_id: "user_bob",
      role: "org:member",
    });
  });
});

/** Clerk tells of the memberships too, before or after. */
it.each<[string, Person, string, string, string[]]>([
  ["a person", "linus", "org_initech", "/users/user_linus", ["USER_NOT_FOUND", "NOT_ALLOWED"]],
  [
    "an organization",
    "grace",
    "org_globex",
    "/organizations/org_globex",
    ["ORGANIZATION_NOT_FOUND", "NOT_ALLOWED"],
  ],
])("ends at once where %s is deleted", async (_, person, organization, path, reasons) => {
  const page = watch(person, organization);
  await begun(page);
  await house.askClerk("DELETE", path);
  await vi.waitFor(() => expect(reasons).toContain(reasonOf(page)), SOON);
});

// The last one: it moves the clock.
it("is made anew with a fresh token when the one it came with expires, and repeats and misses nothing", async () => {
  house.wait(59);
  const page = watch("ada", "org_umbrella");
  await vi.waitUntil(() => page.connected > 2, SOON);
  expect(page.views).toHaveLength(1);
  await cancelAtEnd(true);
  await vi.waitFor(() => expect(cancelAtOf(page)).toEqual(expect.any(String)), SOON);
  expect(page.views).toHaveLength(2);
  expect(reasonOf(page)).toBeUndefined();
});
