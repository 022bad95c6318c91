import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { creditEntries, history } from "../schema.ts";
import { openTestDatabase } from "../testing.ts";
import { keepMembership, keepOrganization, keepPerson } from "./directory.ts";
import { newestWordsOf } from "./newest-words.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const membership = { organizationId: "org_1", role: "org:member", endedAt: null };

/** In the order of their happening, so that each comes on top of the others. */
it.each<[string, string, () => Promise<unknown>]>([
  [
    "an organization is told of",
    "org_1",
    () =>
      keepOrganization(database.db, { id: "org_1", name: "One", toldAt: at(1), deletedAt: null }),
  ],
  [
    "somebody joins",
    "org_1",
    () => keepMembership(database.db, { ...membership, personId: "user_1", toldAt: at(9) }),
  ],
  [
    "somebody else joined before that",
    "org_1",
    () => keepMembership(database.db, { ...membership, personId: "user_2", toldAt: at(2) }),
  ],
  [
    "a membership ends in the moment it began",
    "org_1",
    () =>
      keepMembership(database.db, {
        ...membership,
        personId: "user_2",
        toldAt: at(2),
        endedAt: at(2),
      }),
  ],
  [
    "Stripe says something else",
    "org_1",
    () =>
      database.db.insert(history).values({
        organizationId: "org_1",
        customerId: "cus_1",
        objectId: "sub_1",
        cause: { by: "sync" },
        stripeAt: at(3),
        at: at(3),
      }),
  ],
  [
    "credits are spent",
    "org_1",
    () =>
      database.db.insert(creditEntries).values({
        organizationId: "org_1",
        kind: "spent",
        source: "spend:1",
        amount: -1,
        balance: 0,
        owed: 0,
        at: at(4),
      }),
  ],
  [
    "a person is deleted",
    "user_1",
    () =>
      keepPerson(database.db, {
        id: "user_1",
        name: null,
        email: null,
        toldAt: at(4),
        deletedAt: at(4),
      }),
  ],
])("is another word once %s, and the same as long as nothing happens", async (_, id, happen) => {
  const before = await newestWordsOf(database.db, ["org_1", "org_2", "user_1"]);
  expect(await newestWordsOf(database.db, ["org_1", "org_2", "user_1"])).toEqual(before);
  await happen();
  const after = await newestWordsOf(database.db, ["org_1", "org_2", "user_1"]);
  const changed = [...after.keys()].filter((each) => after.get(each) !== before.get(each));
  expect(changed).toEqual([id]);
});
