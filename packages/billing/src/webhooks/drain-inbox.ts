import {
  customersWithDueLetters,
  giveBackLease,
  type Lease,
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

/** Answers everything that is due, one customer after the other, and tells how many customers that were. */
export async function drainInbox(needs: DrainNeeds, limit = 100): Promise<number> {
  const customers = await customersWithDueLetters(needs.db, needs.now(), limit);
  for (const customer of customers) await answerLettersOf(needs, customer);
  return customers.length;
}

async function answerLettersOf(needs: DrainNeeds, customer: string) {
  const now = needs.now();
  const lease = await takeLease(needs.db, customer, now, new Date(now.getTime() + LEASE_MS));
  if (!lease) return;
  const letters = await openLettersOf(needs.db, customer);
  try {
    await projectCustomer(
      needs,
      lease,
      letters.map((letter) => letter.id),
    );
  } catch (error) {
    needs.onFailure(customer, error);
    if (error instanceof LostLease) return;
    for (const letter of letters) await tryLater(needs, letter, error);
  }
  await giveBack(needs, lease);
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

async function giveBack({ db, now }: DrainNeeds, lease: Lease) {
  await giveBackLease(db, lease, now());
}
