import { applyPlans } from "@portico/billing/plans";
import { creditEntriesOf, creditsOf, type Database, endAllLeases, endedDoubles } from "@portico/db";
import { makePlace, openPlace } from "@portico/db/testing";
import type Stripe from "stripe";
import { expect, vi } from "vitest";
import { z } from "zod";
import { catalog } from "../catalog.ts";
import { expectNothingOpen, expectNothingTwice, rowsOf } from "../outages/settled.ts";
import { openStreet, type Replica, sendTo } from "../outages/street.ts";
import { oneOf, openTroubles } from "../outages/open-troubles.ts";
import { stripeOf } from "../testing-stripe.ts";
import { type Crowd, openCrowd } from "./crowd.ts";

interface Wish {
  buyers: number;
  /** Over the calls that open a checkout, beside the four that die in any case. */
  moreDeaths: number;
  /** Or whoever was killed keeps others waiting as long as it would. */
  endsLeases: boolean;
}

const REPLICAS = 3;
const ORGANIZATION = "org_globex";
const PATIENCE = { timeout: 1_800_000, interval: 500 };

/** Lets a crowd of one organization buy its first plan and credits of three processes, which die over what they ask of Stripe. */
export async function proveOneSale({ buyers, moreDeaths, endsLeases }: Wish) {
  const { place, remove } = await makePlace();
  const replicas: Replica[] = [];
  const street = await openStreet(place, async (request) => sendTo(oneOf(replicas), request));
  const { sandbox } = street;
  const { db, close } = await openPlace(place);
  const stripe = stripeOf(sandbox);
  await applyPlans(stripe, catalog);
  const troubles = openTroubles(sandbox.stripe, moreDeaths);
  const restarts: Promise<void>[] = [];
  let deaths = 0;
  await Promise.all(Array.from({ length: REPLICAS }, (_, at) => startAt(at)));

  const crowd = openCrowd(sandbox, () => oneOf(replicas));
  const half = Array.from({ length: buyers / 2 });
  await Promise.all(
    half.flatMap(() => [
      until(crowd.subscribe, "checkout", "ALREADY_SUBSCRIBED"),
      until(crowd.topUp, "checkout"),
    ]),
  );
  await crowd.payAll();
  await Promise.all(half.map(() => until(crowd.subscribe, "ALREADY_SUBSCRIBED")));
  expect([troubles.left(), deaths]).toEqual([[], 4 + moreDeaths]);

  await Promise.all(restarts);
  await vi.waitFor(() => expect(sandbox.pending()).toBe(0), PATIENCE);
  await vi.waitFor(() => expectNothingToDo(db), PATIENCE);
  for (const replica of replicas) expect(await replica.end("SIGTERM")).toEqual([0, null]);
  await expectNothingTwice(db);
  const customer = await expectOneCustomer(db, stripe);
  await expectOnePlan(db, stripe, customer);
  await expectPaidOnce(db, stripe, customer, crowd.paid);
  await close();
  await street.close();
  await remove();

  async function startAt(at: number) {
    const troubled = troubles.of(async () => {
      deaths += 1;
      await replica.end("SIGKILL");
      restarts.push(startAgain(at));
    });
    const replica = await street.startReplica({ stripe: troubled });
    replicas[at] = replica;
  }

  async function startAgain(at: number) {
    if (endsLeases) await vi.waitFor(() => endAllLeases(db, new Date()), PATIENCE);
    await startAt(at);
  }
}

/** As often as it takes. */
async function until(ask: Crowd["subscribe"], ...answers: string[]) {
  await vi.waitFor(async () => expect(answers).toContain(await ask()), PATIENCE);
}

async function expectNothingToDo(db: Database) {
  await expectNothingOpen(db);
  expect(await rowsOf(db, "select * from portico.errands where done_at is null")).toEqual([]);
}

async function expectOneCustomer(db: Database, stripe: Stripe): Promise<string> {
  const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const theirs = all.filter(({ metadata }) => metadata["portico_organization"] === ORGANIZATION);
  const rows = await rowsOf(
    db,
    `select id from portico.customers where organization_id = '${ORGANIZATION}'`,
  );
  expect(theirs).toHaveLength(1);
  expect(rows).toEqual(theirs.map(({ id }) => ({ id })));
  return theirs[0]?.id ?? "";
}

/** Whatever was bought beside it all the same was ended, and is told of. */
async function expectOnePlan(db: Database, stripe: Stripe, customer: string) {
  const { data } = await stripe.subscriptions.list({ customer, status: "all", limit: 100 });
  const live = data.filter(({ status }) => status !== "canceled");
  const ended = data.filter(({ status }) => status === "canceled");
  const told = await endedDoubles(db, new Date(0));
  expect(live).toHaveLength(1);
  expect(told.map(({ subscription }) => subscription).toSorted()).toEqual(
    ended.map(({ id }) => id).toSorted(),
  );
}

/** Each checkout that somebody paid, and no other, is charged for once and gave its credits once. None is left open. */
async function expectPaidOnce(
  db: Database,
  stripe: Stripe,
  customer: string,
  paid: ReadonlyMap<string, number>,
) {
  const sessions = await stripe.checkout.sessions
    .list({ customer, limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  const complete = sessions.filter(({ status }) => status === "complete");
  expect(sessions.filter(({ status }) => status === "open")).toEqual([]);
  expect(complete.map(({ id }) => id).toSorted()).toEqual([...paid.keys()].toSorted());

  const charges = await stripe.charges
    .list({ customer, limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  const due = complete.flatMap(({ amount_total }) => amount_total || []);
  const byAmount = (one: number, other: number) => one - other;
  expect(charges.map(({ amount }) => amount).toSorted(byAmount)).toEqual(due.toSorted(byAmount));

  const entries = await creditEntriesOf(db, ORGANIZATION, { limit: 10_000 });
  expect(new Map(entries.map(({ source, amount }) => [source, amount]))).toEqual(
    new Map(
      complete.map(({ id, invoice }) => [`invoice:${z.string().parse(invoice)}`, paid.get(id)]),
    ),
  );
  expect(entries).toHaveLength(complete.length);
  const { balance, owed } = await creditsOf(db, ORGANIZATION, new Date());
  const sum = entries.reduce((total, { amount }) => total + amount, 0);
  expect(balance - owed).toBe(sum);
}
