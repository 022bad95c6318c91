import { useEffect } from "react";
import { asRefusal, mayPass } from "./refusal.ts";
import { trpc } from "./trpc.ts";
import { useRestored } from "./use-restored.ts";

const lookEvery = 3_000;

/** What we know, kept true by a stream. While that is away the page looks now and then. */
export function useBilling() {
  const { view } = trpc.useUtils().billing;
  const billing = trpc.billing.view.useQuery(undefined, { refetchOnWindowFocus: "always" });
  const { refetch, data, error, isError } = billing;
  const enabled = data !== undefined && (error === null || mayPass(asRefusal(error)));
  const { status, reset } = trpc.billing.watch.useSubscription(undefined, {
    enabled,
    async onData({ data: newest }) {
      // An answer that is on its way may be older.
      await view.cancel();
      view.setData(undefined, newest);
    },
    // A stream does not repeat what the page has already.
    onStarted: () => isError && void refetch(),
    // Where the stream is refused the view is too, in words for the page.
    onError: () => void refetch(),
  });

  useEffect(() => {
    if (!enabled || status === "pending") return;
    const timer = setInterval(() => {
      void refetch();
      // One that is connecting goes on by itself.
      if (status === "error") reset();
    }, lookEvery);
    return () => clearInterval(timer);
  }, [enabled, status, refetch, reset]);
  useRestored(refetch);
  return billing;
}
