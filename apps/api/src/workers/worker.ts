import { setTimeout as wait } from "node:timers/promises";
import { whatHappened } from "@portico/db";

export interface WorkerNeeds {
  /** Does what is due, `most` of it at once, and tells how much that was. */
  work(most: number): Promise<number>;
  most: number;
  /** Told of each trouble once, until something worked again. */
  onError(error: unknown): void;
}

export interface Worker {
  /** There is something new. */
  wake(): void;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/** What waits for its next try becomes due without anybody telling. */
const LOOK_EVERY_MS = 1_000;
/** What comes together is cheaper done together, and is taken in faster meanwhile. A commit that takes its time is no lull. */
const LULL_MS = 60;
/** Of a flood the pages hear a moment later, and Stripe is answered as fast as it writes. */
const LONGEST_GATHERING_MS = 800;

export function startWorker({ work, most, onError }: WorkerNeeds): Worker {
  let stopped = false;
  let woken = false;
  let trouble: string | undefined;
  let wakeSleeper = () => {};
  const running = run();

  return { wake, stop };

  function wake() {
    woken = true;
    wakeSleeper();
  }

  async function stop() {
    stopped = true;
    wake();
    await running;
  }

  async function run() {
    while (!stopped) {
      woken = false;
      const done = await tryToWork();
      if (done === 0 && !woken) await sleep();
      // What was left over has waited already.
      if (woken && done < most) await gather();
    }
  }

  async function tryToWork(): Promise<number> {
    try {
      const done = await work(most);
      trouble = undefined;
      return done;
    } catch (error) {
      const before = trouble;
      trouble = whatHappened(error);
      if (trouble !== before) onError(error);
      return 0;
    }
  }

  /** Until nothing new came for a moment. */
  async function gather() {
    const end = performance.now() + LONGEST_GATHERING_MS;
    while (woken && !stopped && performance.now() < end) {
      woken = false;
      await wait(LULL_MS);
    }
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
