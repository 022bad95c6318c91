import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import { endAllLeases, giveBackLease, heldLeases, takeLease, takeLeases } from "./leases.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

it("gives the right to write a customer's rows to one at a time", async () => {
  const { db } = database;
  const taken = await Promise.all([1, 2, 3].map(() => takeLease(db, "cus_race", at(0), at(60))));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

it("lets nobody commit with a lease that was lost", async () => {
  const { db } = database;
  const first = await takeLease(db, "cus_lost", at(0), at(60));
  const second = await takeLease(db, "cus_lost", at(60), at(120));
  if (!first || !second) throw new Error("both were free");
  expect(await heldLeases(db, [first])).toEqual(new Set());
  expect(await heldLeases(db, [second])).toEqual(new Set([second.subject]));
  await giveBackLease(db, first, at(61));
  expect(await takeLease(db, "cus_lost", at(62), at(120))).toBeUndefined();
});

it("is free as soon as it is given back", async () => {
  const { db } = database;
  const first = await takeLease(db, "cus_back", at(0), at(60));
  if (!first) throw new Error("it was free");
  await giveBackLease(db, first, at(1));
  expect(await takeLease(db, "cus_back", at(1), at(60))).toEqual({
    subject: "cus_back",
    counter: 2,
  });
});

it("ends for a process that was killed, when its successor starts", async () => {
  const { db } = database;
  const killed = await takeLease(db, "cus_killed", at(0), at(60));
  if (!killed) throw new Error("it was free");
  await endAllLeases(db, at(1));
  expect(await heldLeases(db, [killed])).toEqual(new Set());
  expect(await takeLease(db, "cus_killed", at(1), at(60))).toMatchObject({
    subject: "cus_killed",
  });
});

it("gives several in one go, those that are free", async () => {
  const { db } = database;
  await takeLease(db, "cus_two", at(0), at(60));
  const taken = await takeLeases(db, ["cus_three", "cus_two", "cus_one"], at(1), at(60));
  expect(taken.map(({ subject }) => subject).toSorted()).toEqual(["cus_one", "cus_three"]);
});
