import { expect, it, vi } from "vitest";
import { poll } from "./poll.ts";

it("tells of whoever's word is another than before, and goes on after a question that failed", async () => {
  const words = new Map([
    ["org_1", "a"],
    ["org_2", "a"],
  ]);
  const ask = vi.fn(async () => new Map(words));
  const heard = vi.fn();
  const lost = vi.fn();
  const listening = vi.fn();
  const stop = poll(ask)({ heard, lost, listening, watched: () => ["org_1", "org_2"] });
  await expect.poll(() => heard).toHaveBeenCalledTimes(2);
  expect(listening).not.toHaveBeenCalled();
  ask.mockRejectedValueOnce(new Error("The database is away."));
  await expect.poll(() => lost).toHaveBeenCalledOnce();
  words.set("org_2", "b");
  await expect.poll(() => heard).toHaveBeenCalledTimes(3);
  expect(heard).toHaveBeenLastCalledWith("org_2");
  expect(listening).toHaveBeenCalledOnce();
  await stop();
});

it("asks nothing while nobody is watched", async () => {
  const ask = vi.fn(async () => new Map<string, string>());
  const stop = poll(ask)({
    heard: () => {},
    lost: () => {},
    listening: () => {},
    watched: () => [],
  });
  await stop();
  expect(ask).not.toHaveBeenCalled();
});
