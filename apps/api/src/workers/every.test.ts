import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { every } from "./every.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("works at once, again and again, and no more once stopped", async () => {
  const work = vi.fn(async () => {});
  const stop = every({ milliseconds: 1_000, work, onError: vi.fn() });
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(work).toHaveBeenCalledTimes(3);
  await stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).toHaveBeenCalledTimes(3);
});

it("tells of a failure, and tries again next time", async () => {
  const work = vi.fn(async () => {}).mockRejectedValueOnce(new Error("Stripe is gone"));
  const onError = vi.fn();
  const stop = every({ milliseconds: 1_000, work, onError });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onError).toHaveBeenCalledExactlyOnceWith(new Error("Stripe is gone"));
  expect(work).toHaveBeenCalledTimes(2);
  await stop();
});

it("is done with the work in hand once it has stopped", async () => {
  let finish = () => {};
  const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const stop = every({ milliseconds: 1_000, work, onError: vi.fn() });
  const stopped = vi.fn();
  const stopping = stop().then(stopped);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(stopped).not.toHaveBeenCalled();
  finish();
  await stopping;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work).toHaveBeenCalledTimes(1);
});
