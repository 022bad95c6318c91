import { trpc } from "./trpc.ts";
import { useWatched } from "./use-watched.ts";

/** What the page shows. */
export function useBilling() {
  const billing = trpc.billing.view.useQuery(undefined, { refetchOnWindowFocus: "always" });
  useWatched(billing);
  return billing;
}
