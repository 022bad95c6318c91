import { useCallback, useEffect, useState } from "react";
import { trpc } from "./trpc.ts";
import { useAskAgain } from "./use-ask-again.ts";
import { useRestored } from "./use-restored.ts";
import { backFrom, type Visit } from "./visit.ts";

export type LookAfterVisit = ReturnType<typeof useLookAfterVisit>;

/** Whoever comes back from Stripe may be faster than its news, so Stripe is asked, whatever the address says. */
export function useLookAfterVisit() {
  const onSuccess = useAskAgain();
  const [visit, setVisit] = useState<Visit | null>(null);
  const { mutate, reset, isPending, isError } = trpc.billing.refresh.useMutation({ onSuccess });
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
