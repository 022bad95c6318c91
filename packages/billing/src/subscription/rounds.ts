export type News = "changed" | "over";

/**
 * One round at once and another after each burst of changes, for `ms` at the longest.
 * Ends by throwing as if it was broken off, so that whoever is served by it connects again.
 */
export async function* rounds(
  subscribe: (tell: (news: News) => void) => () => void,
  ms: number,
  gone?: AbortSignal,
): AsyncGenerator<void, never> {
  let changed = false;
  let over = gone?.aborted ?? false;
  let wake = () => {};
  const end = () => tell("over");
  const unsubscribe = subscribe(tell);
  const timer = setTimeout(end, ms);
  gone?.addEventListener("abort", end);
  try {
    do {
      changed = false;
      yield;
      while (!changed && !over) await new Promise<void>((resolve) => (wake = resolve));
    } while (!over);
    throw new DOMException("The stream is over. Connect again.", "AbortError");
  } finally {
    gone?.removeEventListener("abort", end);
    clearTimeout(timer);
    unsubscribe();
  }

  function tell(news: News) {
    if (news === "over") over = true;
    else changed = true;
    wake();
  }
}
