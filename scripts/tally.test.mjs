import { beforeEach, expect, it, vi } from "vitest";
import { tally } from "./tally.mjs";
import { checked } from "./tests/checked.mjs";

const printed = vi.spyOn(console, "log").mockImplementation(() => {});
const lastLine = () => printed.mock.lastCall[0].trim();

beforeEach(() => printed.mockClear());

it("ends with the plain count, and with 0 when all passed", () => {
  expect(tally([{ part: "unit", verdicts: [{ name: "one" }, { name: "two" }] }])).toBe(0);
  expect(lastLine()).toBe("2 passed, 0 failed");
});

it("counts what failed, says why, and ends with 1", () => {
  const verdicts = [{ name: "one" }, { name: "two", problem: "it is not two" }];
  expect(tally([{ part: "unit", verdicts }])).toBe(1);
  expect(printed.mock.calls.flat()).toContain("FAILED  unit: two: it is not two");
  expect(lastLine()).toBe("1 passed, 1 failed");
});

it("ends with 1 when nothing ran", () => {
  expect(tally([])).toBe(1);
  expect(lastLine()).toBe("0 passed, 0 failed");
});

it("takes a run without a test, and one that failed without a failed test, for a failure", () => {
  const end = { code: 1, reason: "exit code 1" };
  expect(checked("unit", [], end)).toEqual([
    { name: "unit", problem: "ran no test (exit code 1)" },
  ]);
  expect(checked("unit", [{ name: "one" }], end)).toEqual([
    { name: "one" },
    { name: "unit", problem: "every test passed, yet the run failed (exit code 1)" },
  ]);
});

it("names the first error that no test caught, the file it came from, and how many there were", () => {
  const boom = { message: "boom", file: "packages/billing/src/drain.test.ts" };
  const end = { code: 1, reason: "exit code 1", unhandled: [boom, { message: "later" }] };
  expect(checked("unit", [{ name: "one" }], end).at(-1)).toEqual({
    name: "unit",
    problem:
      "every test passed, yet the run failed (exit code 1), unhandled errors: 2, " +
      "the first in packages/billing/src/drain.test.ts: boom",
  });
});
