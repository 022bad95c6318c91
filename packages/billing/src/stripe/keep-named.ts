/** What Stripe has by that name, or nothing. */
export type Named<One> = (name: string) => Promise<One | undefined>;

interface KeptNamed<One> {
  find: Named<One>;
  /** It is another by now: whoever wants it waits until it was read again. */
  forget(): void;
}

interface KeepNamedNeeds<One> {
  read(): Promise<ReadonlyMap<string, One>>;
  now(): number;
}

const STALE_AFTER_MS = 5 * 60_000;
const BETWEEN_ASKS_MS = 10_000;

/** What is seldom changed at Stripe, by name: read before anybody needs it, read again now and then, and when a name is unknown. */
export function keepNamed<One>({ read, now }: KeepNamedNeeds<One>): KeptNamed<One> {
  let known: ReadonlyMap<string, One> | undefined;
  let reading: Promise<void> | undefined;
  let askedAt = now();
  refreshInBackground();

  return {
    async find(name) {
      if (now() - askedAt > STALE_AFTER_MS) refreshInBackground();
      while (!known) await refresh();
      if (known?.has(name) || now() - askedAt < BETWEEN_ASKS_MS) return known?.get(name);
      await refresh().catch(() => {});
      return known?.get(name);
    },
    forget() {
      known = undefined;
      reading = undefined;
    },
  };

  /** A failure is met again, and told, by whoever cannot do without. */
  function refreshInBackground() {
    refresh().catch(() => {});
  }

  function refresh(): Promise<void> {
    askedAt = now();
    if (reading) return reading;
    // What was forgotten meanwhile is not known by an answer to an earlier question.
    const isNewest = () => reading === mine;
    const mine = read()
      .then((found) => {
        if (isNewest()) known = found;
      })
      .finally(() => {
        if (isNewest()) reading = undefined;
      });
    reading = mine;
    return mine;
  }
}
