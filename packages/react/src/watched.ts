import { asRefusal, mayPass } from "./refusal.ts";

/** Begins to watch, until the answer is called. */
export type Watch = () => () => void;

interface Ears {
  onData(): void;
  onError(error: unknown): void;
}

const AGAIN_MS = 3_000;

/** One stream for however many watch, while anybody does. */
export function watchOnce(
  open: (ears: Ears) => { unsubscribe(): void },
  changed: () => void,
): Watch {
  let watching = 0;
  let stream: { unsubscribe(): void } | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  return () => {
    watching += 1;
    if (watching === 1) begin();
    return () => {
      watching -= 1;
      if (watching > 0) return;
      clearTimeout(later);
      stream?.unsubscribe();
    };
  };

  function begin() {
    stream = open({ onData: changed, onError: beginLater });
  }

  /** A stream that was refused does not come back by itself, and what it would have told is asked for. */
  function beginLater(error: unknown) {
    changed();
    if (mayPass(asRefusal(error))) later = setTimeout(begin, AGAIN_MS);
  }
}
