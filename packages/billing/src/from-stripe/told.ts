import type { Said } from "@portico/db";

/** One object as Stripe tells it, in an event or in an answer. */
export interface Told {
  id: string;
  /** Nothing where it names none, as a refund does not. */
  customer: string | null;
  says: Said;
  /** False where a list in it was cut short. */
  whole: boolean;
}
