export interface WorkerNeeds {
  /** Answers what is due and tells how many customers that were. */
  drain(): Promise<number>;
  onError(error: unknown): void;
}

export interface Worker {
  /** There is something new. */
  wake(): void;
  /** Finishes the letter in hand. */
  stop(): Promise<void>;
}

/** Letters that wait for their next try become due without anybody telling. */
const LOOK_EVERY_MS = 1_000;

export function startWorker({ drain, onError }: WorkerNeeds): Worker {
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
      const answered = await drain().catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (answered === 0 && !woken) await sleep();
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
