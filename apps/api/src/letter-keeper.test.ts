import { type LetterRow, LettersNotKept } from "@portico/db";
import { expect, it, vi } from "vitest";
import { createLetterKeeper } from "./letter-keeper.ts";

const letter = (id: string): LetterRow => ({
  id,
  type: "customer.updated",
  decision: "stored",
  createdAt: new Date(0),
  receivedAt: new Date(0),
  nextAttemptAt: new Date(0),
});

/** An inbox that answers when it is told to. */
function slowInbox() {
  const kept = new Set<string>();
  const rounds: { ids: string[]; commit: () => void; fail: (error: Error) => void }[] = [];
  const keepLetters = (letters: LetterRow[]) =>
    new Promise<Set<string>>((resolve, reject) => {
      const ids = letters.map(({ id }) => id);
      const commit = () => {
        resolve(new Set(ids.filter((id) => !kept.has(id))));
        for (const id of ids) kept.add(id);
      };
      rounds.push({ ids, commit, fail: reject });
    });
  const round = async (at: number) => {
    await expect.poll(() => rounds.length).toBeGreaterThan(at);
    return rounds[at];
  };
  return { keepLetter: createLetterKeeper(keepLetters), rounds, round };
}

it("keeps together what comes together, and what came meanwhile", async () => {
  const { keepLetter, rounds, round } = slowInbox();
  const first = ["1", "2"].map((id) => keepLetter(letter(id)));
  await round(0);
  const meanwhile = ["3", "4", "5"].map((id) => keepLetter(letter(id)));
  (await round(0))?.commit();
  (await round(1))?.commit();
  expect(await Promise.all([...first, ...meanwhile])).toEqual([true, true, true, true, true]);
  expect(rounds.map(({ ids }) => ids)).toEqual([
    ["1", "2"],
    ["3", "4", "5"],
  ]);
});

it("begins with more before those are kept, when no fewer came meanwhile", async () => {
  const { keepLetter, rounds, round } = slowInbox();
  const first = ["1", "2"].map((id) => keepLetter(letter(id)));
  const early = await round(0);
  const second = ["3", "4"].map((id) => keepLetter(letter(id)));
  const late = await round(1);
  const third = ["5", "6", "7", "8", "9"].map((id) => keepLetter(letter(id)));
  late?.commit();
  await Promise.all(second);
  early?.commit();
  (await round(2))?.commit();
  await Promise.all([...first, ...third]);
  expect(rounds.map(({ ids }) => ids.length)).toEqual([2, 2, 5]);
});

it("answers nobody before their own letter is committed", async () => {
  const { keepLetter, round } = slowInbox();
  const first = keepLetter(letter("1"));
  await round(0);
  const answered = vi.fn();
  const second = keepLetter(letter("2")).then(answered);
  (await round(0))?.commit();
  await first;
  const later = await round(1);
  expect(answered).not.toHaveBeenCalled();
  later?.commit();
  await second;
});

it("tells one of many copies that it is new, and the others that it was there", async () => {
  const { keepLetter, round } = slowInbox();
  const early = keepLetter(letter("1"));
  await round(0);
  const answers = [early, ...Array.from({ length: 4 }, () => keepLetter(letter("1")))];
  (await round(0))?.commit();
  (await round(1))?.commit();
  expect((await Promise.all(answers)).filter(Boolean)).toHaveLength(1);
});

it("says no to all of them when the database fails, and keeps the next", async () => {
  const { keepLetter, round } = slowInbox();
  const early = keepLetter(letter("1"));
  await round(0);
  const settled = Promise.allSettled([early, ...["2", "3"].map((id) => keepLetter(letter(id)))]);
  (await round(0))?.commit();
  (await round(1))?.fail(new LettersNotKept(new Error("connection lost")));
  expect((await settled).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  const next = keepLetter(letter("4"));
  (await round(2))?.commit();
  expect(await next).toBe(true);
});

it("takes them one by one when one of them is to blame", async () => {
  const { keepLetter, round } = slowInbox();
  const bad = new LettersNotKept(Object.assign(new Error("invalid text"), { code: "22021" }));
  const settled = Promise.allSettled(["1", "2"].map((id) => keepLetter(letter(id))));
  (await round(0))?.fail(bad);
  (await round(1))?.fail(bad);
  (await round(2))?.commit();
  expect((await settled).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});
