export interface WorkerNeeds {
  /** Does what is due and tells how much that was. */
  work(): Promise<number>;
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

export function startWorker({ work, onError }: WorkerNeeds): Worker {
  let stopped = false;
  let woken = false;
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
      const done = await work().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (done === 0 && !woken) await sleep();
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
