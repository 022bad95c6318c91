import { useCallback, useRef } from "react";
import { goToPortal } from "./portal-visit.ts";
import { asRefusal, type Refusal } from "./refusal.ts";
import { trpc } from "./trpc.ts";
import { useRestored } from "./use-restored.ts";

export interface Portal {
  open(): void;
  /** From the first click until the browser has left the page. */
  opening: boolean;
  refusal: Refusal | null;
  dismiss(): void;
}

export function usePortal(): Portal {
  const { mutate, reset, isPending, isSuccess, error } = trpc.billing.createPortal.useMutation();
  const underWay = useRef(false);

  const open = useCallback(() => {
    // State arrives with the next render; a second click may be faster.
    if (underWay.current) return;
    underWay.current = true;
    mutate(
      { returnUrl: window.location.href },
      {
        onSuccess({ url }) {
          goToPortal();
          window.location.assign(url);
        },
        onError: () => {
          underWay.current = false;
        },
      },
    );
  }, [mutate]);

  const dismiss = useCallback(() => {
    underWay.current = false;
    reset();
  }, [reset]);
  useRestored(dismiss);

  return {
    open,
    opening: isPending || isSuccess,
    refusal: error ? asRefusal(error) : null,
    dismiss,
  };
}
