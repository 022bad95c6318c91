import type { Wait } from "./do-errands.ts";

const MOMENT_MS = 2_000;

/** For what needs a customer that somebody else is at work on. */
export function busy({ now }: { now(): Date }): Wait {
  return {
    wait: new Date(now().getTime() + MOMENT_MS),
    why: "Stripe's news about the customer is being worked on.",
  };
}
