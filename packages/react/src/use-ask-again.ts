import { useCallback } from "react";
import { trpc } from "./trpc.ts";

/** The server knows at once what was done from here, so the page asks, and does not wait to be told. */
export function useAskAgain() {
  const { billing } = trpc.useUtils();
  return useCallback(() => billing.invalidate(), [billing]);
}
