import { createContext, useContext, useEffect } from "react";
import { asRefusal, mayPass } from "./refusal.ts";
import { useRestored } from "./use-restored.ts";
import type { Watch } from "./watch-once.ts";

/** The page's one stream. */
export const WatchContext = createContext<Watch>(() => () => {});

interface Answer {
  data: unknown;
  error: unknown;
  refetch(): unknown;
}

/** Keeps an answer true, unless it was refused. */
export function useWatched({ data, error, refetch }: Answer) {
  const watch = useContext(WatchContext);
  const isRefused = error !== null && !mayPass(asRefusal(error));
  const enabled = data !== undefined && !isRefused;
  useEffect(() => (enabled ? watch() : undefined), [enabled, watch]);
  useRestored(refetch);
}
