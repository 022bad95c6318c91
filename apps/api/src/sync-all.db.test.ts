import { refreshCustomer, syncAll, type SyncProgress } from "@portico/billing";
import { giveBackLease, takeLease } from "@portico/db";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { query } from "./as-the-page.ts";
import { catalog } from "./catalog.ts";
import { type House, jsonOf, openHouse } from "./testing.ts";

const OURS = ["cus_acme", "cus_initech", "cus_umbrella"];

let house: House;
/** Which customers Stripe was asked for. */
let fetched: string[];
beforeAll(async () => {
  house = await openHouse();
  await Promise.all(house.sandbox.outboxes.map((outbox) => outbox.deliverDue()));
});
afterAll(() => house.close());
beforeEach(() => {
  fetched = [];
  house.stripeAnswers(async (request) => {
    const id = /\/v1\/customers\/(\w+)$/.exec(request.url)?.[1];
    if (request.method === "GET" && id !== undefined) fetched.push(id);
    return house.sandbox.stripe(request);
  });
});

const needs = () => ({
  db: house.deps.db,
  stripe: house.deps.stripe,
  now: () => new Date(),
  monotonic: () => performance.now(),
  wait: async () => {},
  catalog,
  tells: false,
  graceDays: 14,
});

async function sync(): Promise<SyncProgress[]> {
  const seen: SyncProgress[] = [];
  for await (const progress of syncAll(needs())) seen.push(progress);
  return seen;
}

const differing = (seen: SyncProgress[]) =>
  seen.flatMap(({ customer }) => (customer && customer.differed.length > 0 ? [customer] : []));

async function viewOf(organization: string): Promise<unknown> {
  return jsonOf(await query(house, ["ada", organization], "view"));
}

it("makes our rows say what Stripe says, and tells of whom they did not", async () => {
  await sync();
  expect(await viewOf("org_acme")).toMatchObject({
    result: { data: { subscriptions: [{ status: "active", items: [{ unitAmount: 4900 }] }] } },
  });
  await house.deps.stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: true });
  const seen = await sync();
  expect(differing(seen)).toEqual([
    { id: "cus_umbrella", differed: ["subscription"], failed: null },
  ]);
  expect(seen.at(-1)).toMatchObject({ done: OURS.length, total: OURS.length, differed: 1 });
  expect(differing(await sync())).toEqual([]);
});

it("asks for each of our customers once, and for nobody else's", async () => {
  await house.deps.stripe.customers.create({ name: "Of another product" });
  await sync();
  expect(fetched.toSorted()).toEqual(OURS);
});

it("goes on where it was stopped", async () => {
  for await (const { customer } of syncAll(needs())) if (customer) break;
  const [first] = OURS;
  fetched = [];
  const seen = await sync();
  expect(fetched).not.toContain(first);
  expect(seen.at(-1)).toMatchObject({ done: OURS.length, total: OURS.length });
});

it("finds out that a customer is gone", async () => {
  const { id } = await house.deps.stripe.customers.create({
    metadata: { portico_organization: "org_gone" },
  });
  await refreshCustomer(needs(), id, { by: "sync" });
  await house.deps.stripe.customers.del(id);
  expect(differing(await sync())).toEqual([{ id, differed: ["customer"], failed: null }]);
});

it("shows whoever comes meanwhile how far it is, and looks at nobody twice", async () => {
  const [one, other] = await Promise.all([sync(), sync()]);
  expect(fetched.toSorted()).toEqual(OURS);
  for (const seen of [one, other]) expect(seen.at(-1)).toMatchObject({ done: OURS.length });
});

it("says for whom it waits while somebody else is at work on a customer", async () => {
  const { db } = house.deps;
  const lease = await takeLease(db, "cus_initech", new Date(), new Date(Date.now() + 60_000));
  const wait = async () => lease && giveBackLease(db, lease, new Date());
  const seen: SyncProgress[] = [];
  for await (const progress of syncAll({ ...needs(), wait })) seen.push(progress);
  expect(seen.flatMap(({ waitsFor }) => waitsFor ?? [])).toEqual(["cus_initech"]);
  expect(fetched.toSorted()).toEqual(OURS);
  expect(seen.at(-1)).toMatchObject({ done: OURS.length, total: OURS.length });
});

it("waits while Stripe is in trouble and says so, and then goes on", async () => {
  let asked = 0;
  const error = { type: "api_error", message: "Down." };
  house.stripeAnswers(async (request) => {
    asked += 1;
    if (asked > 30) return house.sandbox.stripe(request);
    return Response.json({ error }, { status: 503 });
  });
  const seen = await sync();
  expect(seen.at(-1)).toMatchObject({ done: OURS.length, total: OURS.length });
  expect(seen.filter(({ customer }) => customer?.failed)).toEqual([]);
  expect(seen.flatMap(({ trouble }) => trouble ?? [])).toEqual(["Down."]);
});

it("says that Stripe is in trouble while it waits", async () => {
  const error = { type: "api_error", message: "Down." };
  house.stripeAnswers(async () => Response.json({ error }, { status: 503 }));
  let goOn = () => {};
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const seen: SyncProgress[] = [];
  const running = (async () => {
    for await (const each of syncAll({ ...needs(), wait: () => mayGoOn })) seen.push(each);
  })();
  await expect.poll(() => seen.at(-1)).toMatchObject({ total: null, trouble: "Down." });
  house.stripeAnswers();
  goOn();
  await running;
  expect(seen.at(-1)).toMatchObject({ done: OURS.length, trouble: null });
});

it("tells of each customer once, whatever trouble comes after it", async () => {
  let goDown = () => {};
  const mayGoDown = new Promise<void>((resolve) => (goDown = resolve));
  let wasDown = false;
  house.stripeAnswers(async (request) => {
    if (wasDown || !request.url.includes("cus_umbrella")) return house.sandbox.stripe(request);
    await mayGoDown;
    wasDown = true;
    return Response.json({ error: { type: "api_error", message: "Down." } }, { status: 503 });
  });
  const seen: SyncProgress[] = [];
  for await (const each of syncAll(needs())) {
    seen.push(each);
    if (each.customer?.id === "cus_initech") goDown();
  }
  expect(seen.flatMap(({ customer, trouble }) => customer?.id ?? trouble ?? [])).toEqual([
    "cus_acme",
    "cus_initech",
    "Down.",
    "cus_umbrella",
  ]);
});

it("tells of whom it could not look at, and looks at the others", async () => {
  house.stripeAnswers(async (request) =>
    request.url.includes("customers/cus_acme")
      ? Response.json({ error: { type: "invalid_request_error", message: "No." } }, { status: 400 })
      : house.sandbox.stripe(request),
  );
  const seen = await sync();
  expect(seen.filter(({ customer }) => customer?.failed)).toMatchObject([
    { customer: { id: "cus_acme", failed: "No." } },
  ]);
  expect(seen.at(-1)).toMatchObject({ done: OURS.length });
});
