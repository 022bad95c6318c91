import { useEffect, useRef } from "react";
import type { BillingView } from "./trpc.ts";

/** Looks again whenever what the page shows has changed. */
export function useFollow(view: BillingView, refetch: () => unknown) {
  const known = useRef(view);
  useEffect(() => {
    if (known.current === view) return;
    known.current = view;
    void refetch();
  }, [view, refetch]);
}
