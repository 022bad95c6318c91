import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "../database.ts";
import { LettersNotKept } from "../letters-not-kept.ts";
import { openTestDatabase } from "../testing.ts";
import { openLettersOf } from "./inbox.ts";
import { keepLetters, type LetterRow } from "./keep-letters.ts";

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const now = new Date("2026-11-21T12:00:00Z");

function letter(id: string, payload: string | null = "{}"): LetterRow {
  const times = { createdAt: now, receivedAt: now, nextAttemptAt: now };
  return { id, type: "customer.updated", decision: "stored", payload, ...times };
}

it("tells which letters are new, also of copies that come together", async () => {
  expect(await keepLetters(database.db, [letter("evt_1")])).toEqual(new Set(["evt_1"]));
  const together = [letter("evt_1"), letter("evt_2"), letter("evt_2")];
  expect(await keepLetters(database.db, together)).toEqual(new Set(["evt_2"]));
});

it("keeps none when one is to blame, says so, and quotes none", async () => {
  const bad = [letter("evt_good", "a secret"), letter("evt_bad", "\0")];
  const error = await keepLetters(database.db, bad).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(LettersNotKept);
  expect(error).toMatchObject({ oneIsToBlame: true });
  expect(String(error)).not.toContain("a secret");
  expect(await keepLetters(database.db, [letter("evt_good")])).toEqual(new Set(["evt_good"]));
});

it("blames the database when it is the database", async () => {
  const readOnly = database.db.transaction((tx) => keepLetters(tx, [letter("evt_read_only")]), {
    accessMode: "read only",
  });
  await expect(readOnly).rejects.toMatchObject({ oneIsToBlame: false });
});

it("keeps the same letters many times at once, in any order, each as new once", async () => {
  const ids = Array.from({ length: 100 }, (_, at) => `evt_many_${at}`);
  const rounds = Array.from({ length: 8 }, (_, at) =>
    keepLetters(
      database.db,
      (at % 2 === 0 ? ids : ids.toReversed()).map((id) => letter(id)),
    ),
  );
  const kept = (await Promise.all(rounds)).flatMap((each) => [...each]);
  expect(kept.toSorted()).toEqual(ids.toSorted());
});

it("keeps each letter's own text, of whatever letters it is made, also none", async () => {
  const texts = ["{}", "", null, "für 5 €, 日本 🎉 \\ \" '", "x".repeat(100_000), "last"];
  const customerId = "cus_with_texts";
  const letters = texts.map((text, at) => ({ ...letter(`evt_text_${at}`, text), customerId }));
  await keepLetters(database.db, letters);
  const open = await openLettersOf(database.db, [customerId]);
  const kept = new Map(open.map(({ id, payload }) => [id, payload]));
  expect(letters.map(({ id }) => kept.get(id))).toEqual(texts);
});
