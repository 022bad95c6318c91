import {
  applyLink,
  type ApplyLinkNeeds,
  createPaidFor,
  drainInbox,
  ensureCustomer,
  entitlementsOf,
  type LinkProgress,
  type LinkWish,
  planLink,
} from "@portico/billing";
import type { Catalog } from "@portico/billing/plans";
import type { OpenDatabase } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalog as ours } from "../catalog.ts";
import { setUpStripe } from "../set-up-stripe.ts";
import { portal } from "../portal.ts";
import { openStripe } from "../testing-stripe.ts";
import { type Account, DEALS, KEY, openAccount, ORGANIZATIONS, UNNAMED } from "./account.ts";

let database: OpenDatabase;
let stripe: Stripe;
let account: Account;
let catalog: Catalog;
beforeAll(async () => {
  database = await openTestDatabase();
  ({ stripe } = openStripe());
  await setUpStripe(stripe, ours, portal);
  for await (const { id } of stripe.customers.list()) await stripe.customers.del(id);
  account = await openAccount(stripe);
  const team = { ...ours.plans.team, honours: [account.retiredPrice] };
  catalog = { ...ours, plans: { ...ours.plans, team } };
});
afterAll(() => database.close());

const now = () => new Date();

const needs = (): ApplyLinkNeeds => ({
  db: database.db,
  stripe,
  catalog,
  livemode: false,
  now,
  monotonic: () => performance.now(),
  wait: async () => {},
  tells: false,
  graceDays: 14,
  async *clerkOrganizations() {
    for (const id of [...account.customers.keys(), "org_new"])
      yield { id, name: `Company ${id}`, metadata: [] };
  },
});

const by = { actor: "operator", requestId: "portico" };
const byKey = { metadata: KEY, rows: [] };
const byRows = () => ({ metadata: KEY, rows: account.rows });

const ensure = (organization: string) =>
  ensureCustomer({ db: database.db, stripe, now }, organization, null);

async function apply(wish: LinkWish, leaveUnmatched: boolean, most = Infinity) {
  const seen: LinkProgress[] = [];
  for await (const each of applyLink(needs(), wish, leaveUnmatched, by)) {
    seen.push(each);
    if (seen.length > most) break;
  }
  return seen;
}

const linkedIn = (seen: LinkProgress[]) =>
  seen.flatMap((each) => (each.is === "linked" ? [each.linked] : []));

it("moves in 400 organizations that pay, 30 of them by deals of their own", async () => {
  const before = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  // Whoever would become a customer waits until it is known who is one.
  await apply({ ...byKey, metadata: "nothing" }, false);
  await expect(ensure("org_new")).rejects.toMatchObject({ reason: "NOT_MOVED_IN" });
  await expect(ensure("org_1")).rejects.toMatchObject({ reason: "NOT_MOVED_IN" });

  const { placed } = await planLink(needs(), byKey);
  const left = placed.filter(({ verdict }) => verdict.is !== "matched");
  const unmatched = [...account.rows.map(({ customer }) => customer), ...account.othersCustomers];
  expect(left.map(({ id }) => id).toSorted()).toEqual(unmatched.toSorted());
  expect(left.every(({ pays }) => pays.length === 1)).toBe(true);

  // Stopped, and begun again.
  await apply(byKey, false, 100);
  const seen = await apply(byKey, false);
  expect(linkedIn(seen).length).toBeLessThan(ORGANIZATIONS - UNNAMED - 90);
  expect(seen.at(-1)).toEqual({ is: "over", movedIn: false });
  await expect(ensure("org_new")).rejects.toMatchObject({ reason: "NOT_MOVED_IN" });

  expect((await apply(byRows(), false)).at(-1)).toEqual({ is: "over", movedIn: false });
  const last = await apply(byRows(), true);
  expect(last.at(-1)).toEqual({ is: "over", movedIn: true });

  for (const [organization, customer] of account.customers)
    expect(await ensure(organization)).toBe(customer);
  const after = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  expect(after.length).toBe(before.length);
  const others = after.filter(({ id }) => account.othersCustomers.includes(id));
  expect(others.map(({ metadata }) => metadata)).toEqual(others.map(() => ({})));
  await ensure("org_new");
});

it("takes nobody's access away, also where a price means no plan", async () => {
  const failed: string[] = [];
  const onFailure = (_: unknown, error: unknown) => failed.push(String(error));
  while ((await drainInbox({ ...needs(), onFailure })) > 0);
  expect(failed).toEqual([]);
  const paidFor = createPaidFor({ db: database.db, now });
  const asking = { sold: { catalog }, paidFor, graceDays: 14, now };
  const found: string[] = [];
  for (const organization of account.customers.keys()) {
    const { features, unknownPrices } = await entitlementsOf(asking, organization);
    expect(features).toEqual(expect.arrayContaining(ours.plans.team.features));
    found.push(...unknownPrices);
  }
  expect(found).toEqual(Array.from({ length: DEALS / 3 }, () => account.unknownPrice));
});

it("says what each pays, and which prices mean no plan", async () => {
  const { placed } = await planLink(needs(), byRows());
  const ofOurs = placed.filter(({ verdict }) => verdict.is === "linked");
  const items = ofOurs.flatMap(({ pays }) => pays).flatMap((paid) => paid.items);
  const unknown = items.filter(({ plan }) => plan === null);
  expect(new Set(unknown.map(({ price }) => price))).toEqual(new Set([account.unknownPrice]));
  expect(items.filter(({ plan }) => plan === "team")).toHaveLength(ORGANIZATIONS - unknown.length);
  const byInvoice = ofOurs.filter(({ pays }) => pays.some((paid) => paid.byInvoice));
  expect(byInvoice).toHaveLength(DEALS);
});
