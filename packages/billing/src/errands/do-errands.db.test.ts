import {
  askErrand,
  type Errand,
  type ErrandKind,
  type OpenDatabase,
  reviveErrands,
  takeLease,
  troubledErrands,
} from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, it } from "vitest";
import { doErrands, type ErrandHandler } from "./do-errands.ts";

let database: OpenDatabase;
let at: number;
const failures: unknown[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
  at = Date.UTC(2026, 0, 1);
  failures.length = 0;
});
afterEach(() => database.close());

const now = () => new Date(at);
const inVain = new Error("There is no such subscription.");
const away = new Stripe.errors.StripeConnectionError({
  type: "api_error",
  message: "Nobody answers.",
});

function ask(names: string[] = [], kind: ErrandKind = "follow members", subject = "org_acme") {
  const wish = { kind, subject, organizationId: "org_acme", names, at: now(), notBefore: now() };
  return askErrand(database.db, wish);
}

/** Does what is due as this handler does it. Tells whose names were on it. */
async function run(handle: ErrandHandler = async () => {}) {
  const done: string[][] = [];
  const onFailure = (_: object, error: unknown) => failures.push(error);
  const handler = (errand: Errand) => {
    done.push(errand.names);
    return handle(errand);
  };
  await doErrands(
    { db: database.db, now, onFailure },
    {
      "follow members": handler,
      "end plans": handler,
      "end double": handler,
      "settle money back": handler,
    },
    10,
  );
  return done;
}

const rejects = (error: Error) => async () => {
  throw error;
};
const seconds = (count: number) => (at += count * 1000);
const troubles = () => troubledErrands(database.db, 10);

it("does once what was asked for several times, with all their names", async () => {
  await ask(["ada"]);
  await ask(["bob", "eve"]);
  expect(await run()).toEqual([["ada", "bob", "eve"]]);
  expect(await run()).toEqual([]);
});

it("does not before its time what is to wait", async () => {
  const notBefore = new Date(at + 5_000);
  const wish = { kind: "end plans", subject: "org_acme", organizationId: "org_acme" } as const;
  await askErrand(database.db, { ...wish, names: [], at: now(), notBefore });
  expect(await run()).toEqual([]);
  seconds(5);
  expect(await run()).toEqual([[]]);
});

it("does again what was asked for while it was at it, for those who came since", async () => {
  await ask(["ada"]);
  expect(await run(async () => ask(["bob"]))).toEqual([["ada"]]);
  expect(await run()).toEqual([]);
  seconds(3);
  expect(await run()).toEqual([["bob"]]);
  seconds(3);
  expect(await run()).toEqual([]);
});

it("lets wait what has to, which is no failure", async () => {
  await ask();
  await run(async () => ({ wait: new Date(at + 60_000), why: "It was changed today." }));
  expect(await troubles()).toMatchObject([{ attempts: 0, lastError: "It was changed today." }]);
  expect(failures).toEqual([]);
  expect(await run()).toEqual([]);
  seconds(60);
  expect(await run()).toHaveLength(1);
  expect(await troubles()).toEqual([]);
});

it("tries again what failed, ever later, and gives it up after twenty tries", async () => {
  await ask();
  for (let tries = 0; tries < 20; tries += 1) {
    expect(await run(rejects(inVain))).toHaveLength(1);
    expect(await run()).toEqual([]);
    seconds(15 * 60);
  }
  expect(await run()).toEqual([]);
  expect(failures).toHaveLength(20);
  expect(await troubles()).toMatchObject([
    { attempts: 20, lastError: "There is no such subscription.", deadAt: expect.any(Date) },
  ]);
});

it("keeps what the database said to a failure, and never what it was asked about whom", async () => {
  await ask();
  await run(async () => {
    await database.db.execute("select 1 / 0, 'ada@acme.test'");
  });
  expect(await troubles()).toMatchObject([{ lastError: "division by zero" }]);
});

it("never gives up while Stripe is away", async () => {
  await ask();
  for (let tries = 0; tries < 50; tries += 1) {
    expect(await run(rejects(away))).toHaveLength(1);
    seconds(5);
  }
  expect(await run()).toHaveLength(1);
});

it("leaves to another what another is doing, until that one is taken for dead", async () => {
  await ask();
  const lease = "errand:follow members:org_acme";
  await takeLease(database.db, lease, now(), new Date(at + 60_000));
  expect(await run()).toEqual([]);
  seconds(60);
  expect(await run()).toHaveLength(1);
});

it("does once more what somebody did who was taken for dead meanwhile", async () => {
  await ask(["ada"]);
  const second: string[][] = [];
  await run(async () => {
    seconds(61);
    second.push(...(await run()));
  });
  expect(second).toEqual([["ada"]]);
  expect(await run()).toEqual([["ada"]]);
  expect(await run()).toEqual([]);
});

it("is done once, however many there are to do it", async () => {
  const subjects = Array.from({ length: 10 }, (_, number) => `org_${number}`);
  for (const subject of subjects) await ask([subject], "end plans", subject);
  const done = await Promise.all([run(), run(), run()]);
  expect(done.flat(2).toSorted()).toEqual(subjects.toSorted());
});

it("is replayed beside one that was asked for since, and both are one", async () => {
  await ask(["ada"]);
  for (let tries = 0; tries < 20; tries += 1) {
    await run(rejects(inVain));
    seconds(15 * 60);
  }
  await ask(["bob"]);
  const dead = (await troubles()).find(({ deadAt }) => deadAt);
  expect(await reviveErrands(database.db, dead?.id ?? 0, now())).toBe(1);
  expect(await reviveErrands(database.db, null, now())).toBe(0);
  expect(await run()).toEqual([["bob", "ada"]]);
  expect(await troubles()).toEqual([]);
});

it("does each kind and each subject by itself", async () => {
  await ask([], "end plans");
  await ask([], "end double", "sub_1");
  await ask([], "end double", "sub_2");
  expect(await run()).toHaveLength(3);
});
