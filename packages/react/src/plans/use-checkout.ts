import { useCallback } from "react";
import { type PlanChoice, trpc } from "../trpc.ts";
import { type Leaving, useLeave } from "../use-leave.ts";

/** Where the plan that is chosen is paid for. */
export function useCheckout(): Leaving<PlanChoice> {
  const leaving = useLeave(trpc.billing.startCheckout.useMutation(), "plan");
  const { open } = leaving;
  return {
    ...leaving,
    open: useCallback(
      (choice: PlanChoice) => open({ ...choice, returnUrl: window.location.href }),
      [open],
    ),
  };
}
