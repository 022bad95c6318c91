import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Ears, watchOnce } from "./watch-once.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function openStreams() {
  const look = vi.fn();
  const unsubscribe = vi.fn();
  const open = vi.fn((_: Ears) => ({ unsubscribe }));
  const ears = () => open.mock.lastCall?.[0];
  return {
    look,
    unsubscribe,
    open,
    watch: watchOnce({ open, look }),
    connect() {
      ears()?.onStarted();
      ears()?.onConnectionStateChange({ state: "pending" });
    },
    cut: () => ears()?.onConnectionStateChange({ state: "connecting" }),
    refuse: (reason: string) => ears()?.onError({ data: { reason } }),
    end: () => ears()?.onComplete(),
  };
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

it("is not looked beside while it is there", () => {
  const { look, connect, watch } = openStreams();
  watch();
  connect();
  vi.advanceTimersByTime(60_000);
  expect(look).not.toHaveBeenCalled();
});

it("is looked beside while it connects again, and once more when it has", () => {
  const { look, open, connect, cut, watch } = openStreams();
  watch();
  connect();
  cut();
  vi.advanceTimersByTime(6_000);
  expect(look).toHaveBeenCalledTimes(2);
  connect();
  expect(look).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(60_000);
  expect(look).toHaveBeenCalledTimes(3);
  expect(open).toHaveBeenCalledTimes(1);
});

it("asks anew and is opened again after a refusal that may pass", () => {
  const { open, look, refuse, watch } = openStreams();
  watch();
  refuse("TOO_MANY_REQUESTS");
  expect(look).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(3_000);
  expect(open).toHaveBeenCalledTimes(2);
});

it("is opened again where it came to an end", () => {
  const { open, connect, end, watch } = openStreams();
  watch();
  connect();
  end();
  vi.advanceTimersByTime(3_000);
  expect(open).toHaveBeenCalledTimes(2);
});

it("is left alone where somebody may not watch, until they begin anew, and when nobody does any more", () => {
  const { open, look, refuse, watch } = openStreams();
  const stop = watch();
  refuse("UNEXPECTED");
  stop();
  watch();
  refuse("NOT_ALLOWED");
  look.mockClear();
  vi.advanceTimersByTime(60_000);
  expect(open).toHaveBeenCalledTimes(2);
  expect(look).not.toHaveBeenCalled();
  watch();
  expect(open).toHaveBeenCalledTimes(3);
});
