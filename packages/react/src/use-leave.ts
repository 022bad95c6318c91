import { useCallback, useRef } from "react";
import { asRefusal, type Refusal } from "./refusal.ts";
import { useRestored } from "./use-restored.ts";
import { leaveFor, type Visit } from "./visit.ts";

/** A way out of this page, to an address that is asked for. */
export interface Leaving<Wish> {
  open(wish: Wish): void;
  /** From the first click until the browser has left the page. */
  opening: boolean;
  refusal: Refusal | null;
  dismiss(): void;
}

interface AskForAddress<Wish> {
  mutate(wish: Wish, then: { onSuccess(answer: { url: string }): void; onError(): void }): void;
  reset(): void;
  isPending: boolean;
  isSuccess: boolean;
  error: unknown;
}

const LEAVES_WITHIN_MS = 10_000;

export function useLeave<Wish>(
  { mutate, reset, isPending, isSuccess, error }: AskForAddress<Wish>,
  visit: Visit,
): Leaving<Wish> {
  const underWay = useRef(false);
  const dismiss = useCallback(() => {
    underWay.current = false;
    reset();
  }, [reset]);
  useRestored(dismiss);

  const open = useCallback(
    (wish: Wish) => {
      // State arrives with the next render; a second click may be faster.
      if (underWay.current) return;
      underWay.current = true;
      mutate(wish, {
        onSuccess({ url }) {
          leaveFor(visit);
          window.location.assign(url);
          // Whoever stops the browser on its way is still here, and may want to go after all.
          setTimeout(dismiss, LEAVES_WITHIN_MS);
        },
        onError: () => {
          underWay.current = false;
        },
      });
    },
    [mutate, visit, dismiss],
  );

  return {
    open,
    opening: isPending || isSuccess,
    refusal: error ? asRefusal(error) : null,
    dismiss,
  };
}
