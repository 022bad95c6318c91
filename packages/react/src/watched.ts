import type { BillingClient } from "./trpc.ts";

/** Begins to watch, until the answer is called. */
export type Watch = () => () => void;

/** One stream for however many watch, while anybody does. */
export function watchOnce(client: BillingClient, changed: () => void): Watch {
  let watching = 0;
  let stream: { unsubscribe(): void } | undefined;
  return () => {
    watching += 1;
    stream ??= client.billing.watch.subscribe(undefined, { onData: changed });
    return () => {
      watching -= 1;
      if (watching > 0) return;
      stream?.unsubscribe();
      stream = undefined;
    };
  };
}
