import { useCallback, useEffect, useState } from "react";
import { trpc } from "./trpc.ts";
import { useRestored } from "./use-restored.ts";
import { backFrom, type Visit } from "./visit.ts";

export type LookAfterVisit = ReturnType<typeof useLookAfterVisit>;

/** Whoever comes back from Stripe may be faster than its news, so Stripe is asked, whatever the address says. */
export function useLookAfterVisit() {
  const { billing } = trpc.useUtils();
  const [visit, setVisit] = useState<Visit | null>(null);
  const { mutate, reset, isPending, isError } = trpc.billing.refresh.useMutation({
    onSuccess: () =>
      Promise.all([
        billing.view.refetch(),
        billing.plans.invalidate(),
        billing.credits.invalidate(),
      ]),
  });
  const look = useCallback(() => {
    const left = backFrom();
    if (left !== null) mutate(undefined, { onSettled: () => setVisit(left) });
  }, [mutate]);
  useEffect(look, [look]);
  useRestored(look);
  const dismiss = useCallback(() => {
    setVisit(null);
    reset();
  }, [reset]);
  return { visit, isLooking: isPending, inVain: isError, dismiss };
}
