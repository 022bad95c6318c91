import type {
  CreditBalance,
  CreditKind,
  CreditLot,
  KnownCredits,
  NewCreditEntry,
} from "@portico/db";
import { expirySource } from "./sources.ts";

export type Entry = Pick<NewCreditEntry, "source" | "amount" | "balance">;

/** Credits that come: granted, or given back. */
export interface Coming {
  kind: "granted" | "given back";
  source: string;
  amount: number;
  /** Nothing where they stay. */
  expiresAt: Date | null;
}

/** One organization's credits while its balance is locked. What is due to expire expires before anything else is done. */
export interface Account {
  organization: string;
  balance: number;
  owed: number;
  /** The soonest to expire first. */
  lots: CreditLot[];
  /** Entries that were looked up, and new ones, by their sources. */
  known: Map<string, Entry>;
  /** What is still to be written. */
  entries: NewCreditEntry[];
  touched: Set<CreditLot>;
  at: Date;
}

export function openAccount(
  { organizationId: organization, balance, owed }: CreditBalance,
  known: KnownCredits[],
  at: Date,
): Account {
  const account: Account = {
    organization,
    balance,
    owed,
    lots: [],
    known: new Map(),
    entries: [],
    touched: new Set(),
    at,
  };
  for (const each of known) {
    const { organizationId, source, amount, expiresAt } = each;
    if (expiresAt) account.lots.push({ organizationId, source, remaining: amount, expiresAt });
    else account.known.set(source, each);
  }
  account.lots.sort(soonestFirst);
  expire(account);
  return account;
}

/** What is owed is repaid first. */
export function receive(account: Account, { kind, source, amount, expiresAt }: Coming): Entry {
  const repaid = Math.min(account.owed, amount);
  const remaining = amount - repaid;
  account.owed -= repaid;
  account.balance += remaining;
  if (expiresAt && remaining > 0) addLot(account, { source, remaining, expiresAt });
  const entry = write(account, kind, source, amount);
  expire(account);
  return entry;
}

/** What expires is spent first, the soonest to expire before the others. Nothing where there is not enough, as whoever owes has none. */
export function spend(account: Account, source: string, amount: number): Entry | undefined {
  if (account.balance < amount) return undefined;
  account.balance -= amount;
  drain(account, account.lots, amount);
  return write(account, "spent", source, -amount);
}

/** From what came by that source, then from what lasts longest. What is not there any more is owed. */
export function takeBack(account: Account, source: string, amount: number, from: string): Entry {
  const { lots, balance } = account;
  const lasting = balance - lots.reduce((sum, { remaining }) => sum + remaining, 0);
  const taken = Math.min(balance, amount);
  account.balance -= taken;
  account.owed += amount - taken;
  const own = lots.filter((lot) => lot.source === from);
  const others = lots.filter((lot) => lot.source !== from).toReversed();
  drain(account, others, Math.max(0, drain(account, own, taken) - lasting));
  return write(account, "taken back", source, -amount);
}

function expire(account: Account) {
  for (const lot of account.lots) {
    if (lot.expiresAt > account.at || lot.remaining === 0) continue;
    account.balance -= lot.remaining;
    write(account, "expired", expirySource(lot.source), -lot.remaining);
    lot.remaining = 0;
    account.touched.add(lot);
  }
}

/** How much these lots could not give. */
function drain(account: Account, lots: CreditLot[], amount: number): number {
  let left = amount;
  for (const lot of lots) {
    const given = Math.min(lot.remaining, left);
    if (given === 0) continue;
    lot.remaining -= given;
    left -= given;
    account.touched.add(lot);
  }
  return left;
}

function addLot({ organization, lots, touched }: Account, lot: Omit<CreditLot, "organizationId">) {
  const added = { organizationId: organization, ...lot };
  lots.push(added);
  lots.sort(soonestFirst);
  touched.add(added);
}

function soonestFirst(one: CreditLot, other: CreditLot): number {
  const difference = one.expiresAt.getTime() - other.expiresAt.getTime();
  return difference || (one.source < other.source ? -1 : 1);
}

function write(account: Account, kind: CreditKind, source: string, amount: number): Entry {
  const { organization, balance, owed, at } = account;
  const entry = { organizationId: organization, kind, source, amount, balance, owed, at };
  account.known.set(source, entry);
  account.entries.push(entry);
  return entry;
}
