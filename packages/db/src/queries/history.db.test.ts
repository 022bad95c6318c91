import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import { keepPerson } from "./directory.ts";
import { historyOf, historyUntil, keepHistory, type NewHistoryRow } from "./history.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

const change = (organizationId: string, seconds: number): NewHistoryRow => ({
  organizationId,
  customerId: `cus_of_${organizationId}`,
  objectId: `in_${seconds}`,
  before: null,
  after: null,
  cause: { by: "sync" },
  stripeAt: at(seconds),
  at: at(seconds),
});

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

it("reads ten thousand changes page by page to the end, the newest first, each once", async () => {
  const { db } = database;
  await keepHistory(
    db,
    range(10_000).map((seconds) => change("org_long", seconds)),
  );
  await keepHistory(db, [change("org_other", 5)]);
  const read: string[] = [];
  let page = await historyOf(db, "org_long", { limit: 300 });
  while (page.length > 0) {
    read.push(...page.map((row) => row.objectId));
    page = await historyOf(db, "org_long", { limit: 300, before: page.at(-1)?.id });
  }
  expect(read).toEqual(
    range(10_000)
      .map((seconds) => `in_${seconds}`)
      .toReversed(),
  );
});

it("tells what was known at a time, that moment included, and nothing of another organization", async () => {
  const { db } = database;
  await keepHistory(db, [change("org_then", 1), change("org_later", 1), change("org_then", 2)]);
  await keepHistory(db, [change("org_then", 3)]);
  const known = await historyUntil(db, "org_then", at(2));
  expect(known.map((row) => row.objectId)).toEqual(["in_1", "in_2"]);
});

it("names the person who had it looked up, as they are called now", async () => {
  const { db } = database;
  await keepPerson(db, { id: "user_ada", name: "Ada", email: null, toldAt: at(0) });
  const refreshed = { by: "refresh" as const, actor: "user_ada" };
  await keepHistory(db, [{ ...change("org_named", 1), cause: refreshed }, change("org_named", 2)]);
  const [synced, looked] = await historyOf(db, "org_named", { limit: 2 });
  expect(looked?.actorName).toBe("Ada");
  expect(synced?.actorName).toBeNull();
});

it("keeps nothing where nothing changed", async () => {
  await keepHistory(database.db, []);
  expect(await historyOf(database.db, "org_quiet", { limit: 10 })).toEqual([]);
});
