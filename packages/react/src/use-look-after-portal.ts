import { useCallback, useEffect } from "react";
import { isBackFromPortal } from "./portal-visit.ts";
import { trpc } from "./trpc.ts";
import { useRestored } from "./use-restored.ts";

/** Whoever comes back from the portal may be faster than Stripe's news, so Stripe is asked. */
export function useLookAfterPortal() {
  const { view } = trpc.useUtils().billing;
  const { mutate, reset, isPending, isError } = trpc.billing.refresh.useMutation({
    onSuccess: () => view.refetch(),
  });
  const look = useCallback(() => {
    if (isBackFromPortal()) mutate();
  }, [mutate]);
  useEffect(look, [look]);
  useRestored(look);
  return { isLooking: isPending, inVain: isError, dismiss: reset };
}
