import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchOnce } from "./watched.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function openStreams() {
  const changed = vi.fn();
  const unsubscribe = vi.fn();
  const open = vi.fn((_: { onData(): void; onError(error: unknown): void }) => ({ unsubscribe }));
  const end = (reason: string) => open.mock.lastCall?.[0].onError({ data: { reason } });
  return { changed, unsubscribe, open, end, watch: watchOnce(open, changed) };
}

it("is one stream for however many watch, which ends with the last of them", () => {
  const { open, unsubscribe, watch } = openStreams();
  const [first, second] = [watch(), watch()];
  expect(open).toHaveBeenCalledTimes(1);
  first();
  expect(unsubscribe).not.toHaveBeenCalled();
  second();
  expect(unsubscribe).toHaveBeenCalledTimes(1);
  watch();
  expect(open).toHaveBeenCalledTimes(2);
});

it("asks anew and is opened again after a refusal that may pass", () => {
  const { open, changed, end, watch } = openStreams();
  watch();
  end("TOO_MANY_REQUESTS");
  expect(changed).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(3_000);
  expect(open).toHaveBeenCalledTimes(2);
});

it("is left alone where somebody may not watch, and when nobody does any more", () => {
  const { open, end, watch } = openStreams();
  const stop = watch();
  end("UNEXPECTED");
  stop();
  watch();
  end("NOT_ALLOWED");
  vi.advanceTimersByTime(60_000);
  expect(open).toHaveBeenCalledTimes(2);
});
