import type { QueryClient } from "@tanstack/react-query";
import { createTRPCQueryUtils } from "@trpc/react-query";
import type { BillingClient, BillingView } from "./trpc.ts";
import { type Watch, watchOnce } from "./watch-once.ts";

/** Keeps true what a page shows of billing, and what it asks of entitlements. */
export function createWatch(client: BillingClient, queryClient: QueryClient): Watch {
  const { view, entitlements } = createTRPCQueryUtils({ client, queryClient }).billing;
  return watchOnce({
    open: (ears) =>
      client.billing.watch.subscribe(undefined, {
        ...ears,
        onData: ({ data }) => void told(data),
      }),
    look() {
      // Begun anew each time, they would never come to the end of their tries.
      const patiently = { cancelRefetch: false };
      void view.invalidate(undefined, undefined, patiently);
      void entitlements.invalidate(undefined, undefined, patiently);
    },
  });

  async function told(newest: BillingView) {
    void entitlements.invalidate();
    // An answer that is on its way may be older.
    await view.cancel();
    view.setData(undefined, newest);
  }
}
