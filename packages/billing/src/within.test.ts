import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { within } from "./within.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("answers as the work does", async () => {
  expect(await within(10, Promise.resolve("done"))).toBe("done");
  await expect(within(10, Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
});

it("waits no longer for work that never ends", async () => {
  const waiting = within(10_000, new Promise(() => {}));
  vi.advanceTimersByTime(10_000);
  await expect(waiting).rejects.toThrow("It took longer than 10 seconds.");
});
