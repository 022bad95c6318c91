import { expect, it, vi } from "vitest";
import { startWorker } from "./worker.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

const noError = (error: unknown) => {
  throw error;
};

it("works at once, again when woken, and no more once stopped", async () => {
  const work = vi.fn(async () => 0);
  const worker = startWorker({ work, most: 100, onError: noError });
  await expect.poll(() => work).toHaveBeenCalledTimes(1);
  worker.wake();
  await expect.poll(() => work).toHaveBeenCalledTimes(2);
  await worker.stop();
  worker.wake();
  expect(work).toHaveBeenCalledTimes(2);
});

it("misses nothing that comes while it is at work", async () => {
  const rounds: (() => void)[] = [];
  const work = vi.fn(() => new Promise<number>((resolve) => rounds.push(() => resolve(0))));
  const worker = startWorker({ work, most: 100, onError: noError });
  await expect.poll(() => rounds).toHaveLength(1);
  worker.wake();
  rounds[0]?.();
  await expect.poll(() => rounds).toHaveLength(2);
  rounds[1]?.();
  await worker.stop();
});

it("finishes what it has in hand before it stops", async () => {
  let finish = () => {};
  const work = vi.fn(() => new Promise<number>((resolve) => (finish = () => resolve(1))));
  const worker = startWorker({ work, most: 100, onError: noError });
  const stopped = vi.fn();
  const stopping = worker.stop().then(stopped);
  await Promise.resolve();
  expect(stopped).not.toHaveBeenCalled();
  finish();
  await stopping;
  expect(work).toHaveBeenCalledTimes(1);
});

it("survives a failure and tells of it", async () => {
  const onError = vi.fn();
  const down = new Error("the database is gone");
  const work = vi.fn(async () => 0).mockRejectedValueOnce(down);
  const worker = startWorker({ work, most: 100, onError });
  await expect.poll(() => onError).toHaveBeenCalledWith(down);
  worker.wake();
  await expect.poll(() => work).toHaveBeenCalledTimes(2);
  await worker.stop();
});

it("tells once of a trouble that lasts, and of the next, also where none worked between", async () => {
  const onError = vi.fn();
  const work = vi.fn(async () => 0);
  for (const trouble of ["gone", "gone", "full", "full", null, "full"])
    work.mockImplementationOnce(async () => {
      if (trouble) throw new Error(trouble);
      return 0;
    });
  const worker = startWorker({ work, most: 100, onError });
  for (let times = 1; times <= 7; times += 1) {
    await expect.poll(() => work.mock.calls.length).toBeGreaterThanOrEqual(times);
    worker.wake();
  }
  await worker.stop();
  expect(onError.mock.calls).toEqual(["gone", "full", "full"].map((each) => [new Error(each)]));
});

it("does together what comes together", async () => {
  const work = vi.fn(async () => 0);
  const worker = startWorker({ work, most: 100, onError: noError });
  await expect.poll(() => work).toHaveBeenCalledTimes(1);
  for (let letters = 0; letters < 100; letters += 1) worker.wake();
  await expect.poll(() => work).toHaveBeenCalledTimes(2);
  await worker.stop();
  expect(work).toHaveBeenCalledTimes(2);
});

it("goes on at once with what was left over, whatever else comes", async () => {
  let wake = () => {};
  const left = [100, 100, 100];
  const work = vi.fn(async () => {
    await turn();
    wake();
    return left.shift() ?? 0;
  });
  const worker = startWorker({ work, most: 100, onError: noError });
  wake = worker.wake;
  for (let turns = 0; turns < 4; turns += 1) await turn();
  expect(left).toEqual([]);
  await worker.stop();
});
