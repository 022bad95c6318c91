import { expect, it, onTestFinished, vi } from "vitest";
import { type News, rounds } from "./rounds.ts";

const LONG_MS = 60_000;

function open(ms = LONG_MS, gone?: AbortSignal) {
  let tell = (_: News) => {};
  const unsubscribe = vi.fn();
  const subscribe = (teller: (news: News) => void) => {
    tell = teller;
    return unsubscribe;
  };
  const round = rounds(subscribe, ms, gone);
  return { next: () => round.next(), tell: (news: News) => tell(news), unsubscribe };
}

const ROUND = { done: false, value: undefined };
const BROKEN_OFF = expect.objectContaining({ name: "AbortError" });

it("makes one round at once, and hears of changes from before it", async () => {
  const { next, tell } = open();
  expect(await next()).toEqual(ROUND);
  tell("changed");
  expect(await next()).toEqual(ROUND);
});

it("makes one more round of any number of changes that came meanwhile", async () => {
  const { next, tell } = open();
  await next();
  for (let count = 0; count < 100; count += 1) tell("changed");
  expect(await next()).toEqual(ROUND);
  const later = next();
  tell("changed");
  tell("changed");
  expect(await later).toEqual(ROUND);
});

it("rests between two rounds, however often it is told of changes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { next, tell } = open();
  await next();
  let rounds = 1;
  const later = next().then(() => (rounds += 1));
  for (let count = 0; count < 19; count += 1) {
    tell("changed");
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(rounds).toBe(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(await later).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  const atOnce = next();
  tell("changed");
  expect(await atOnce).toEqual(ROUND);
});

it("is broken off when it is over, however it waits, and then listens no more", async () => {
  const { next, tell, unsubscribe } = open();
  await next();
  const waiting = next();
  tell("over");
  await expect(waiting).rejects.toEqual(BROKEN_OFF);
  expect(unsubscribe).toHaveBeenCalledOnce();
});

it("is broken off when whoever is served is gone", async () => {
  const client = new AbortController();
  const { next, unsubscribe } = open(LONG_MS, client.signal);
  await next();
  const waiting = next();
  client.abort();
  await expect(waiting).rejects.toEqual(BROKEN_OFF);
  expect(unsubscribe).toHaveBeenCalledOnce();
});

it("makes its one round all the same where it is over before it began, and when its time is up", async () => {
  const { next } = open(0, AbortSignal.abort());
  expect(await next()).toEqual(ROUND);
  await expect(next()).rejects.toEqual(BROKEN_OFF);
  const short = open(0);
  await short.next();
  await expect(short.next()).rejects.toEqual(BROKEN_OFF);
});
