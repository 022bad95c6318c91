import { pauseIn } from "../stripe/pace.ts";
import { isOutage } from "../stripe/is-outage.ts";

export interface PatientNeeds {
  now(): Date;
  wait(milliseconds: number): Promise<void>;
  /** Hears of each try that was in vain, and is made again. */
  onTrouble?(error: unknown): void;
}

const AGAIN_MS = 1_000;
const TRIES = 90;

/** Tries again while Stripe is in trouble. A pause of Stripe's is no try. */
export async function patiently<Answer>(
  { now, wait, onTrouble }: PatientNeeds,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 1; ;) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseIn(error);
      if (!pause && (tries === TRIES || !isOutage(error))) throw error;
      if (!pause) tries += 1;
      onTrouble?.(error);
      await wait(pause ? Math.max(0, pause.until.getTime() - now().getTime()) : AGAIN_MS);
    }
  }
}
