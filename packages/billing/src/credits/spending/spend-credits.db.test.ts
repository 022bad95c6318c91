import { randomUUID } from "node:crypto";
import { creditEntriesOf, type OpenDatabase } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { expireCredits } from "../ledger/expire-credits.ts";
import { giveCredits } from "../ledger/give-credits.ts";
import { createCredits } from "./create-credits.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

let organization: string;
let at: number;
beforeEach(() => {
  organization = `org_${randomUUID()}`;
  at = Date.UTC(2026, 0, 1);
});

const now = () => new Date(at);
const credits = () => createCredits({ db: database.db, now });
const give = (amount: number, expiresAt: Date | null = null) =>
  database.db.transaction((tx) =>
    giveCredits(tx, [{ organization, source: `test ${amount}`, amount, expiresAt }], now()),
  );
const days = (count: number) => new Date(at + count * 86_400_000);
const entries = async () =>
  (await creditEntriesOf(database.db, organization, { limit: 100 }))
    .toReversed()
    .map(({ kind, source, amount, balance, owed }) => [kind, source, amount, balance, owed]);

it("spends what there is, and tells what is left", async () => {
  await give(100);
  const spent = await credits().spend({ organization, amount: 30, key: "report 1" });
  expect(spent).toEqual({ amount: 30, balance: 70 });
});

it("spends once for one key, whoever asks however often, and answers the same each time", async () => {
  await give(100);
  const wish = { organization, amount: 30, key: "report 1" };
  const [one, other] = [credits(), credits()];
  const answers = await Promise.all([one.spend(wish), one.spend(wish), other.spend(wish)]);
  await one.spend({ organization, amount: 5, key: "report 2" });
  for (const answer of [...answers, await one.spend(wish)])
    expect(answer).toEqual({ amount: 30, balance: 70 });
  expect(await entries()).toEqual([
    ["granted", "test 100", 100, 100, 0],
    ["spent", "spend:report 1", -30, 70, 0],
    ["spent", "spend:report 2", -5, 65, 0],
  ]);
});

it("refuses another amount under a key that was used", async () => {
  await give(100);
  await credits().spend({ organization, amount: 30, key: "report 1" });
  await expect(
    credits().spend({ organization, amount: 31, key: "report 1" }),
  ).rejects.toMatchObject({ reason: "KEY_USED_BEFORE" });
});

it("knows the same key of two organizations apart", async () => {
  await give(100);
  const other = { organization: "org_umbrella", amount: 1, key: "report 1" };
  await credits().spend({ organization, amount: 30, key: "report 1" });
  await expect(credits().spend(other)).rejects.toMatchObject({ reason: "NOT_ENOUGH_CREDITS" });
});

it("never goes below zero, and stores nothing of what it refuses", async () => {
  await give(50);
  const { spend } = credits();
  const asked = ["a", "b", "c"].map((key) => spend({ organization, amount: 20, key }));
  const answers = await Promise.allSettled(asked);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(await entries()).toHaveLength(3);
  expect(await spend({ organization, amount: 10, key: "c" })).toEqual({ amount: 10, balance: 0 });
});

it("expires what is left when its time is over, once", async () => {
  await give(40, days(10));
  await give(30, days(20));
  await credits().spend({ organization, amount: 15, key: "first" });
  at += 86_400_000 * 10;
  const expire = () => expireCredits({ db: database.db, now });
  expect([await expire(), await expire()]).toEqual([1, 0]);
  expect((await entries()).slice(3)).toEqual([["expired", "expiry:test 40", -25, 30, 0]]);
});

it("spends first what expires, and never what expired", async () => {
  await give(100);
  await give(40, days(20));
  await give(30, days(10));
  const { spend } = credits();
  await spend({ organization, amount: 35, key: "first" });
  at += 86_400_000 * 20;
  expect(await spend({ organization, amount: 1, key: "later" })).toEqual({
    amount: 1,
    balance: 99,
  });
  expect(await entries()).toEqual([
    ["granted", "test 100", 100, 100, 0],
    ["granted", "test 40", 40, 140, 0],
    ["granted", "test 30", 30, 170, 0],
    ["spent", "spend:first", -35, 135, 0],
    ["expired", "expiry:test 40", -35, 100, 0],
    ["spent", "spend:later", -1, 99, 0],
  ]);
});
