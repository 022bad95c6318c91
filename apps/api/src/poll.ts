import { setTimeout as pause } from "node:timers/promises";
import type { Source } from "@portico/billing";

const EVERY_MS = 500;

/** For a database behind a pooler, which lets nobody listen: asks what was last heard of whoever is watched. */
export function poll(newestWordsOf: (ids: string[]) => Promise<Map<string, string>>): Source {
  return ({ heard, lost, listening, watched }) => {
    let isLost = false;
    const stopped = new AbortController();
    const running = keepAsking();
    return () => {
      stopped.abort();
      return running;
    };

    async function keepAsking() {
      let before = new Map<string, string>();
      while (!stopped.signal.aborted) {
        before = await askAgain(before).catch((error: unknown) => {
          isLost = true;
          lost(error);
          return before;
        });
        await pause(EVERY_MS, undefined, stopped).catch(() => {});
      }
    }

    async function askAgain(before: ReadonlyMap<string, string>) {
      const ids = watched();
      if (ids.length === 0) return new Map<string, string>();
      const words = await newestWordsOf(ids);
      if (isLost) listening();
      isLost = false;
      // Whoever is watched since a moment ago may have changed in that moment.
      for (const [id, word] of words) if (before.get(id) !== word) heard(id);
      return words;
    }
  };
}
