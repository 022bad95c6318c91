export type News = "changed" | "over";

/** Who is told of changes without end, as of credits that are spent all the time, rests between two rounds. */
const REST_MS = 200;

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
  let rest: NodeJS.Timeout | undefined;
  let wake = () => {};
  const end = () => tell("over");
  const unsubscribe = subscribe(tell);
  const timer = setTimeout(end, ms);
  gone?.addEventListener("abort", end);
  try {
    do {
      changed = false;
      rest = setTimeout(endRest, REST_MS);
      yield;
      while ((!changed || rest) && !over) await new Promise<void>((resolve) => (wake = resolve));
    } while (!over);
    throw new DOMException("The stream is over. Connect again.", "AbortError");
  } finally {
    gone?.removeEventListener("abort", end);
    clearTimeout(timer);
    clearTimeout(rest);
    unsubscribe();
  }

  function endRest() {
    rest = undefined;
    wake();
  }

  function tell(news: News) {
    if (news === "over") over = true;
    else changed = true;
    wake();
  }
}
