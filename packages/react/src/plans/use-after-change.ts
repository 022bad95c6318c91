import { trpc } from "../trpc.ts";

/** The server knows it already, so the page asks, and does not wait to be told. */
export function useAfterChange(onDone: () => void) {
  const { billing } = trpc.useUtils();
  return async () => {
    await Promise.all([billing.view.refetch(), billing.plans.refetch()]);
    onDone();
  };
}
