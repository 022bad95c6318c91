import { beforeEach, expect, it, vi } from "vitest";
import { inTurns } from "./in-turns.ts";

const read = vi.fn(async (_customer: string, _actor: string) => {});
let rested = () => {};
const pause = () => new Promise<void>((resolve) => (rested = resolve));
let ask: typeof read | ReturnType<typeof inTurns>;
beforeEach(() => {
  read.mockClear();
  ask = inTurns(read, pause);
});

it("reads once for all who ask in the same moment", async () => {
  await Promise.all([1, 2, 3].map(() => ask("cus_1", "user_1")));
  expect(read).toHaveBeenCalledExactlyOnceWith("cus_1", "user_1");
});

it("lets a page that hammers wait for its turn, and reads again only then", async () => {
  await ask("cus_1", "user_1");
  const hammering = Promise.all([1, 2, 3].map(() => ask("cus_1", "user_1")));
  expect(read).toHaveBeenCalledOnce();
  rested();
  await hammering;
  expect(read).toHaveBeenCalledTimes(2);
});

it("lets nobody wait for another customer's turn", async () => {
  await ask("cus_1", "user_1");
  await ask("cus_2", "user_2");
  expect(read).toHaveBeenCalledTimes(2);
});

it("tells everybody who shared a reading that it failed, and reads again in the next turn", async () => {
  read.mockRejectedValueOnce(new Error("Stripe is down"));
  const failing = [ask("cus_1", "user_1"), ask("cus_1", "user_2")];
  for (const each of failing) await expect(each).rejects.toThrow("Stripe is down");
  const next = ask("cus_1", "user_1");
  rested();
  await next;
  expect(read).toHaveBeenCalledTimes(2);
});
