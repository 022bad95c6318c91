import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { openTestDatabase } from "../testing.ts";
import { dueCustomers, letWait, markDead, markDone, openLettersOf, putOff } from "./inbox.ts";
import { keepLetters, type LetterRow } from "./keep-letters.ts";
import { lettersIn } from "./letters.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const now = new Date("2026-11-21T12:00:00Z");

function letter(id: string, payload = "{}"): LetterRow {
  const times = { createdAt: now, receivedAt: now, nextAttemptAt: now };
  return { id, type: "customer.updated", decision: "stored", payload, ...times };
}

it("lets nobody who comes too late take back that a letter is done", async () => {
  const { db } = database;
  const later = new Date(now.getTime() + 60_000);
  await keepLetters(db, [letter("evt_settled"), letter("evt_waits")]);
  await markDone(db, ["evt_settled"], now);
  const late = ["evt_settled", "evt_waits"];
  await letWait(db, late, "Stripe is left alone.", later);
  await putOff(db, late, "Stripe said no.", later);
  await markDead(db, late, "Stripe said no.", later);
  const dead = await lettersIn(db, "dead", null, 100);
  expect(dead).toMatchObject([{ id: "evt_waits", attempts: 2, lastError: "Stripe said no." }]);
});

it("opens of a flood two thousand letters at once, and of whoever is due one at least", async () => {
  const { db } = database;
  const of = (customerId: string, count: number, waiting: number): LetterRow[] =>
    Array.from({ length: count }, (_, at) => ({
      ...letter(`evt_${customerId}_${at}`),
      customerId,
      nextAttemptAt: new Date(now.getTime() - waiting),
    }));
  await keepLetters(db, [...of("cus_flooded", 2_500, 1_000), ...of("cus_flooded_too", 2_500, 500)]);
  await keepLetters(db, of("cus_quiet", 1, 2_000));
  const due = await dueCustomers(db, now, 10);
  expect(due).toEqual(["cus_quiet", "cus_flooded"]);
  const opened = await openLettersOf(db, due);
  expect(opened).toHaveLength(2_000);
  expect(new Set(opened.map(({ customerId }) => customerId))).toEqual(new Set(due));
});
