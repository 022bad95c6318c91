import type { Delivery } from "./delivery-shelf.ts";
import type { HostsAnswer } from "./post-letter.ts";

const LONGEST_WAIT = 30_000;
/** As long as Stripe tries. A host that is not there is waited for. */
const KEEPS_TRYING = 3 * 24 * 60 * 60 * 1000;
/** Nobody listens there: the host is still starting, or starting again. */
export const WAIT_FOR_A_HOST = 1_000;

/** A delivery once somebody answered, or nobody: it is over, or tried again after a pause that grows. */
export function afterAttempt(
  before: Delivery,
  { status, text }: HostsAnswer,
  now: number,
): Delivery {
  const attempts = before.attempts + 1;
  const isTaken = status !== null && status >= 200 && status < 300;
  const longest = status === null ? WAIT_FOR_A_HOST : LONGEST_WAIT;
  return {
    ...before,
    attempts,
    last_status: status,
    last_answer: text,
    delivered_at: isTaken ? now : null,
    given_up: !isTaken && status !== null && now - before.created > KEEPS_TRYING,
    next_attempt_at: now + Math.min(250 * 2 ** attempts, longest),
  };
}
