import { trpc } from "./trpc.ts";
import { useRestored } from "./use-restored.ts";

// Stripe's news may reach us a moment after the person is back from the portal.
const lookAgainAfter = 5_000;

export function useBilling() {
  const billing = trpc.billing.view.useQuery(undefined, {
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) => (state.error ? false : lookAgainAfter),
  });
  useRestored(billing.refetch);
  return billing;
}
