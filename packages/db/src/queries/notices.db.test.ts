import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import {
  deadNotices,
  dropToldNotices,
  keepNotices,
  markNoticeDead,
  markTold,
  openNoticesOf,
  organizationsWithDueNotices,
  putOffNotice,
  replayDeadNotices,
  replayNotice,
} from "./notices.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

/** Keeps them and tells their ids. */
async function keep(organizationId: string, ...sources: string[]): Promise<number[]> {
  await keepNotices(
    database.db,
    sources.map((source) => ({
      organizationId,
      kind: "refund.made",
      source,
      cause: { by: "sync" },
      at: at(0),
      nextAttemptAt: at(0),
    })),
  );
  return (await openNoticesOf(database.db, organizationId, 10)).map(({ id }) => id);
}

/** The one of them that is due. */
async function dueOf(organization: string, seconds: number): Promise<string | undefined> {
  const due = await organizationsWithDueNotices(database.db, at(seconds), 100);
  if (!due.includes(organization)) return undefined;
  return (await openNoticesOf(database.db, organization, 1))[0]?.source;
}

it("keeps the same notice once, and others in their order", async () => {
  await keep("org_once", "re_1", "re_2");
  expect(await keep("org_once", "re_2", "re_3", "re_1")).toHaveLength(3);
  const open = await openNoticesOf(database.db, "org_once", 10);
  expect(open.map(({ source }) => source)).toEqual(["re_1", "re_2", "re_3"]);
});

it("keeps nothing where there is nothing to tell", async () => {
  expect(await keep("org_quiet")).toEqual([]);
});

it("lets a later notice of an organization wait for an earlier one, and no other organization", async () => {
  const [first = 0] = await keep("org_waits", "re_1", "re_2");
  await keep("org_goes_on", "re_1");
  await putOffNotice(database.db, first, "The host answered 500.", at(60));
  expect(await dueOf("org_waits", 59)).toBeUndefined();
  expect(await dueOf("org_goes_on", 59)).toBe("re_1");
  expect(await dueOf("org_waits", 60)).toBe("re_1");
  await markTold(database.db, first, at(60));
  expect(await dueOf("org_waits", 60)).toBe("re_2");
});

it("lets a dead notice hold up nothing", async () => {
  const [first = 0] = await keep("org_poison", "re_1", "re_2");
  await markNoticeDead(database.db, first, "The host answered 400.", at(1));
  expect(await dueOf("org_poison", 1)).toBe("re_2");
});

it("lets nobody take back that a notice was told", async () => {
  const [only = 0] = await keep("org_told", "re_1");
  await markTold(database.db, only, at(1));
  await putOffNotice(database.db, only, "too late", at(2));
  await markNoticeDead(database.db, only, "too late", at(2));
  expect(await dueOf("org_told", 3)).toBeUndefined();
  expect(await deadNotices(database.db, 100)).not.toContainEqual(
    expect.objectContaining({ id: only }),
  );
});

it("drops what was told long ago, a few at a time, and nothing dead or still to be told", async () => {
  const [one = 0, two = 0, three = 0, four = 0] = await keep("org_old", "1", "2", "3", "4");
  for (const id of [one, two]) await markTold(database.db, id, at(1));
  await markNoticeDead(database.db, three, "no", at(1));
  expect(await dropToldNotices(database.db, at(1), 10)).toBe(0);
  expect(await dropToldNotices(database.db, at(2), 1)).toBe(1);
  expect(await dropToldNotices(database.db, at(2), 10)).toBeGreaterThanOrEqual(1);
  expect(await replayNotice(database.db, one, at(5))).toBe(false);
  expect(await replayNotice(database.db, three, at(5))).toBe(true);
  expect(await keep("org_old")).toEqual([three, four]);
});

it("opens one again, dead or told, or all that are dead", async () => {
  const [one = 0, two = 0, three = 0] = await keep("org_again", "re_1", "re_2", "re_3");
  await markTold(database.db, one, at(1));
  await markNoticeDead(database.db, two, "no", at(1));
  await markNoticeDead(database.db, three, "no", at(1));
  expect(await replayNotice(database.db, two, at(5))).toBe(true);
  expect(await replayNotice(database.db, two, at(6))).toBe(false);
  expect(await replayNotice(database.db, one, at(5))).toBe(true);
  expect(await dueOf("org_again", 5)).toBe("re_1");
  expect(await replayDeadNotices(database.db, at(5))).toBeGreaterThanOrEqual(1);
  const open = await openNoticesOf(database.db, "org_again", 10);
  expect(open.map(({ id, attempts }) => ({ id, attempts }))).toEqual(
    [one, two, three].map((id) => ({ id, attempts: 0 })),
  );
  expect(await replayDeadNotices(database.db, at(5))).toBe(0);
});
