import {
  customersWithDueLetters,
  giveBackLease,
  markDead,
  openLettersOf,
  putOff,
  takeLease,
} from "@portico/db";
import {
  LostLease,
  projectCustomer,
  type ProjectCustomerNeeds,
} from "../subscription/project-customer.ts";

export interface DrainNeeds extends ProjectCustomerNeeds {
  /** Told of each failure; the letters wait and are tried again. */
  onFailure(customer: string, error: unknown): void;
}

const LEASE_MS = 60_000;
const TRIES = 20;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Answers everything that is due, one customer after the other, and tells of how many customers. Those whose lease another holds are left. */
export async function drainInbox(needs: DrainNeeds, limit = 100): Promise<number> {
  const customers = await customersWithDueLetters(needs.db, needs.now(), limit);
  let answered = 0;
  for (const customer of customers) answered += await answerLettersOf(needs, customer);
  return answered;
}

async function answerLettersOf(needs: DrainNeeds, customer: string): Promise<0 | 1> {
  const now = needs.now();
  const lease = await takeLease(needs.db, customer, now, new Date(now.getTime() + LEASE_MS));
  if (!lease) return 0;
  const letters = await openLettersOf(needs.db, customer);
  try {
    await projectCustomer(
      needs,
      lease,
      letters.map((letter) => letter.id),
    );
  } catch (error) {
    needs.onFailure(customer, error);
    if (error instanceof LostLease) return 0;
    for (const letter of letters) await tryLater(needs, letter, error);
  }
  await giveBackLease(needs.db, lease, needs.now());
  return 1;
}

async function tryLater(
  { db, now }: DrainNeeds,
  letter: { id: string; attempts: number },
  error: unknown,
) {
  const why = error instanceof Error ? error.message : String(error);
  if (letter.attempts + 1 >= TRIES) return markDead(db, letter.id, why, now());
  const wait = Math.min(1000 * 2 ** letter.attempts, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
  await putOff(db, letter.id, why, new Date(now().getTime() + wait));
}
