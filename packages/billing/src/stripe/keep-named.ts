/** What Stripe has by that name, or nothing. */
export type Named<One> = (name: string) => Promise<One | undefined>;

interface KeepNamedNeeds<One> {
  read(): Promise<ReadonlyMap<string, One>>;
  now(): number;
}

const STALE_AFTER_MS = 5 * 60_000;
const BETWEEN_ASKS_MS = 10_000;

/** What is seldom changed at Stripe, by name: read before anybody needs it, read again now and then, and when a name is unknown. */
export function keepNamed<One>({ read, now }: KeepNamedNeeds<One>): Named<One> {
  let known: ReadonlyMap<string, One> | undefined;
  let reading: Promise<void> | undefined;
  let askedAt = now();
  refreshInBackground();

  return async (name) => {
    if (!known) await refresh();
    else if (now() - askedAt > STALE_AFTER_MS) refreshInBackground();
    if (known?.has(name) || now() - askedAt < BETWEEN_ASKS_MS) return known?.get(name);
    await refresh().catch(() => {});
    return known?.get(name);
  };

  /** A failure is met again, and told, by whoever cannot do without. */
  function refreshInBackground() {
    refresh().catch(() => {});
  }

  function refresh(): Promise<void> {
    askedAt = now();
    reading ??= read()
      .then((found) => {
        known = found;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }
}
