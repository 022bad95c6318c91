import { createContext, useContext, useEffect } from "react";
import { trpc } from "./trpc.ts";
import type { Watch } from "./watched.ts";

/** Tells when what the organization may do has to be asked again. */
export const EntitlementsWatch = createContext<Watch>(() => () => {});

/** What the organization may do, kept true by a stream. */
export function useEntitlements() {
  const watch = useContext(EntitlementsWatch);
  useEffect(watch, [watch]);
  return trpc.billing.entitlements.useQuery(undefined, { refetchOnWindowFocus: "always" });
}

/** Whether the organization may use this: nothing while that is not known. To hide is not to refuse, which is the server's. */
export function useFeature(feature: string): boolean | undefined {
  return useEntitlements().data?.features.includes(feature);
}
