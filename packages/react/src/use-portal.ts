import type { PortalFlow } from "@portico/billing";
import { useCallback } from "react";
import { trpc } from "./trpc.ts";
import { type Leaving, useLeave } from "./use-leave.ts";

export interface Portal extends Omit<Leaving<never>, "open"> {
  /** At a step of it, or at its front page. */
  open(flow?: PortalFlow): void;
}

export function usePortal(): Portal {
  const leaving = useLeave(trpc.billing.createPortal.useMutation(), "portal");
  const { open } = leaving;
  return {
    ...leaving,
    open: useCallback(
      (flow?: PortalFlow) => open({ returnUrl: window.location.href, ...(flow && { flow }) }),
      [open],
    ),
  };
}
