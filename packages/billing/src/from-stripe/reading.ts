export interface Clock {
  now(): Date;
  /** Milliseconds of a clock that nobody sets. */
  monotonic(): number;
}

/** The stretch of Stripe's time for which what was read is certain. */
export interface Stretch {
  from: Date;
  to: Date;
}

interface Heard {
  lastResponse: { headers: Record<string, string> };
}

export interface Reading {
  /** Notes when this was answered, by Stripe's clock. */
  heard<Answer extends Heard>(answer: Answer): Answer;
  stretch(): Stretch;
}

/** Events are dated by another of Stripe's machines than the one that answers. */
const BEFORE_MS = 10_000;
const AFTER_MS = 3_000;

/** Begins with the first question: whatever Stripe knew before it is in the answers. */
export function beginReading({ now, monotonic }: Clock): Reading {
  const begun = monotonic();
  let from: number | undefined;
  let to = 0;
  return {
    heard(answer) {
      const at = Date.parse(dateOf(answer)) || now().getTime();
      from ??= at - (monotonic() - begun) - BEFORE_MS;
      to = Math.max(to, at + AFTER_MS);
      return answer;
    },
    stretch() {
      if (from === undefined) throw new Error("Stripe was not asked anything.");
      return { from: new Date(from), to: new Date(to) };
    },
  };
}

/** Through fetch the SDK shows `Headers`, whatever its types say. */
function dateOf({ lastResponse: { headers } }: Heard): string {
  return (headers instanceof Headers ? headers.get("date") : headers["date"]) ?? "";
}
