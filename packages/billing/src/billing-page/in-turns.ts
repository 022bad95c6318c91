type Read = (customer: string, actor: string) => Promise<unknown>;

const EVERY_MS = 2_000;

/** Reads a customer once in two seconds at most. Whoever asks meanwhile shares the next reading, which begins after they asked. */
export function inTurns(read: Read, pause: (ms: number) => Promise<void>): Read {
  const resting = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<unknown>>();

  return (customer, actor) => {
    const shared = next.get(customer) ?? readWhenRested(customer, actor);
    next.set(customer, shared);
    return shared;
  };

  async function readWhenRested(customer: string, actor: string) {
    await resting.get(customer);
    next.delete(customer);
    resting.set(
      customer,
      pause(EVERY_MS).then(() => resting.delete(customer)),
    );
    await read(customer, actor);
  }
}
