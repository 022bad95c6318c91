import { trpc } from "./trpc.ts";
import { useWatched } from "./use-watched.ts";

/** What the organization may do. */
function useEntitlements() {
  const entitlements = trpc.billing.entitlements.useQuery(undefined, {
    refetchOnWindowFocus: "always",
  });
  useWatched(entitlements);
  return entitlements;
}

/** Whether the organization may use this: nothing while that is not known. To hide is not to refuse, which is the server's. */
export function useFeature(feature: string): boolean | undefined {
  return useEntitlements().data?.features.includes(feature);
}
