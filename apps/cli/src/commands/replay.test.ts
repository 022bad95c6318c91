import { expect, it, vi } from "vitest";
import { readArguments } from "../command.ts";
import { everyPage } from "../every-page.ts";
import { numberOrAll, oneOrAll, sayReplayed } from "./replay.ts";

const asked = (line: string) => readArguments(line.split(" ").filter(Boolean));

it("replays the one that is named, or all", () => {
  expect(oneOrAll("letters replay", "dead letter", asked("evt_1"))).toBe("evt_1");
  expect(numberOrAll("errands replay", "errand", asked("7"))).toBe(7);
  expect(numberOrAll("errands replay", "errand", asked("--all"))).toBeUndefined();
});

it.each(["", "7 8", "7 --all", "seven"])("does not guess what is meant by %j", (line) => {
  expect(() => numberOrAll("errands replay", "errand", asked(line))).toThrow(
    '"errands replay" takes the id of one errand, or --all.',
  );
});

it("fails where the one that was meant is not there, and not where there is nothing at all", () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
  const words = { done: "0 errands will be tried again.", none: "There is no errand 7." };
  expect(sayReplayed(asked("7"), 0, words)).toBe(1);
  expect(console.error).toHaveBeenCalledWith(words.none);
  expect(sayReplayed(asked("--all"), 0, words)).toBe(0);
  expect(console.log).toHaveBeenCalledWith(words.done);
});

it("reads a list to its end, each page once", async () => {
  const read = vi.fn(async (cursor: number | undefined) =>
    cursor === undefined ? { next: 2, rows: ["a", "b"] } : { next: null, rows: ["c"] },
  );
  expect((await everyPage(read)).flatMap(({ rows }) => rows)).toEqual(["a", "b", "c"]);
  expect(read.mock.calls).toEqual([[undefined], [2]]);
});
