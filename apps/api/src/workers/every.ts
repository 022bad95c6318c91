interface Chore {
  milliseconds: number;
  work(): Promise<void>;
  onError(error: unknown): void;
}

/** Works at once, and again so long after each end, until the returned function is called. */
export function every({ milliseconds, work, onError }: Chore): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let working = once();

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await working;
  };

  async function once() {
    await work().catch(onError);
    if (!stopped) timer = setTimeout(again, milliseconds);
  }

  function again() {
    working = once();
  }
}
