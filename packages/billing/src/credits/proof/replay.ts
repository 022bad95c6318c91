import type { CreditEntry } from "@portico/db";
import { expect } from "vitest";

interface Pot {
  source: string;
  left: number;
  /** Infinity where it stays. */
  ends: number;
}

/** Where an organization's credits are, told from its entries alone and by nothing that the ledger is made of. */
export interface Told {
  pots: Pot[];
  owed: number;
  had: number;
  /** By source. */
  amounts: Map<string, number>;
}

/** Follows every entry in turn, and finds each as it has to be. */
export function replay(entries: CreditEntry[], endOf: (source: string) => number): Told {
  const told: Told = { pots: [], owed: 0, had: 0, amounts: new Map() };
  let sum = 0;
  for (const entry of entries) {
    follow(told, entry, endOf);
    sum += entry.amount;
    told.had = told.pots.reduce((total, { left }) => total + left, 0);
    told.amounts.set(entry.source, entry.amount);
    expect([entry.balance, entry.owed]).toEqual([told.had, told.owed]);
    expect(entry.balance - entry.owed).toBe(sum);
    expect(Math.min(entry.balance, entry.owed)).toBe(0);
    expect(Math.max(entry.balance, entry.owed)).toBeGreaterThanOrEqual(0);
  }
  expect(told.amounts.size).toBe(entries.length);
  return told;
}

function follow(
  told: Told,
  { kind, source, amount, at }: CreditEntry,
  endOf: (source: string) => number,
) {
  const own = told.pots.find((pot) => pot.source === grantOf(source));
  const due = told.pots.filter(({ left, ends }) => left > 0 && ends <= at.getTime());
  if (kind === "expired") {
    const pot = due.find((each) => `expiry:${each.source}` === source);
    expect(amount).toBe(-(pot?.left ?? Number.NaN));
    if (pot) pot.left = 0;
    return;
  }
  expect(due).toEqual([]);
  if (amount > 0) {
    const repaid = Math.min(told.owed, amount);
    told.owed -= repaid;
    const ends = kind === "granted" ? endOf(source) : (own?.ends ?? Infinity);
    if (amount > repaid) told.pots.push({ source, left: amount - repaid, ends });
    return;
  }
  if (kind === "spent") {
    expect(told.owed).toBe(0);
    expect(take(told.pots, -amount, soonest)).toBe(0);
    return;
  }
  const left = take(own ? [own] : [], -amount, soonest);
  told.owed += take(told.pots, left, longest);
}

/** One after the other, a credit at a time. */
function take(pots: Pot[], amount: number, order: (pots: Pot[]) => Pot | undefined): number {
  for (let left = amount; left > 0; left -= 1) {
    const pot = order(pots.filter((each) => each.left > 0));
    if (!pot) return left;
    pot.left -= 1;
  }
  return 0;
}

const soonest = (pots: Pot[]) => pots.toSorted(byEnd)[0];
const longest = (pots: Pot[]) => pots.toSorted(byEnd).at(-1);

function byEnd(one: Pot, other: Pot): number {
  if (one.ends === other.ends) return one.source < other.source ? -1 : 1;
  return one.ends - other.ends;
}

/** Money back is named after what was paid with it: "refund:2-1" after "invoice:2". */
function grantOf(source: string): string {
  return `invoice:${source.split(":")[1]?.split("-")[0]}`;
}
