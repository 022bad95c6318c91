import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { inbox } from "../schema.ts";
import { openTestDatabase } from "../testing.ts";
import type { LetterRow } from "./keep-letters.ts";
import { dropPayloads } from "./payloads.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days));

const letter = (id: string, receivedAt: Date, state: Partial<LetterRow>): LetterRow => ({
  id,
  type: "invoice.paid",
  customerId: "cus_acme",
  decision: "stored",
  createdAt: receivedAt,
  receivedAt,
  payload: "{}",
  nextAttemptAt: receivedAt,
  ...state,
});

it("drops what is in old letters, a few at a time, keeps the letters, and leaves those that wait", async () => {
  const { db } = database;
  await db
    .insert(inbox)
    .values([
      letter("evt_done", day(0), { doneAt: day(0) }),
      letter("evt_dead", day(0), { deadAt: day(1) }),
      letter("evt_open", day(0), {}),
      letter("evt_young", day(5), { doneAt: day(5) }),
    ]);
  expect(await dropPayloads(db, day(5), 1)).toBe(1);
  expect(await dropPayloads(db, day(5), 10)).toBe(1);
  expect(await dropPayloads(db, day(5), 10)).toBe(0);

  const kept = await db.select({ id: inbox.id, payload: inbox.payload }).from(inbox);
  expect(new Map(kept.map(({ id, payload }) => [id, payload]))).toEqual(
    new Map([
      ["evt_done", null],
      ["evt_dead", null],
      ["evt_open", "{}"],
      ["evt_young", "{}"],
    ]),
  );
});
