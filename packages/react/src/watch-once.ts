import { asRefusal, mayPass } from "./refusal.ts";

/** Begins to watch, until the answer is called. */
export type Watch = () => () => void;

/** What a stream says of itself. */
export interface Ears {
  onStarted(): void;
  onConnectionStateChange(to: { state: "idle" | "connecting" | "pending" }): void;
  onError(error: unknown): void;
  onComplete(): void;
}

interface Watched {
  open(ears: Ears): { unsubscribe(): void };
  /** Asks for what the stream would have told. */
  look(): void;
}

const LOOK_EVERY_MS = 3_000;

/** One stream for however many watch, while anybody does. While it is away they look now and then. */
export function watchOnce({ open, look }: Watched): Watch {
  let watching = 0;
  let stream: { unsubscribe(): void } | undefined;
  let isOpen = false;
  let hasLooked = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  return () => {
    watching += 1;
    if (!timer) start();
    return () => {
      watching -= 1;
      if (watching === 0) stop();
    };
  };

  function start() {
    timer = setInterval(lookMeanwhile, LOOK_EVERY_MS);
    begin();
  }

  function stop() {
    clearInterval(timer);
    timer = undefined;
    stream?.unsubscribe();
    over();
  }

  function begin() {
    stream = open({
      onStarted() {
        // It does not repeat what was asked for meanwhile, perhaps in vain.
        if (hasLooked) look();
        hasLooked = false;
      },
      onConnectionStateChange: ({ state }) => (isOpen = state === "pending"),
      onError(error) {
        over();
        look();
        if (!mayPass(asRefusal(error))) stop();
      },
      onComplete: over,
    });
  }

  function over() {
    stream = undefined;
    isOpen = false;
    hasLooked = false;
  }

  function lookMeanwhile() {
    if (isOpen) return;
    look();
    // One that is connecting goes on by itself.
    if (stream) hasLooked = true;
    else begin();
  }
}
