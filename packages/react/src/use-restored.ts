import { useEffect } from "react";

/** Runs when the browser shows this page again out of its memory, as it was when the person left. */
export function useRestored(run: () => unknown) {
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) run();
    };
    window.addEventListener("pageshow", shown);
    return () => window.removeEventListener("pageshow", shown);
  }, [run]);
}
