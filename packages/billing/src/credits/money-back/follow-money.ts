import { type Account, type Entry, receive, takeBack } from "../ledger/account.ts";
import { expirySource } from "../ledger/sources.ts";

/** What an invoice gave, and what was paid for it. */
export interface PaidGrant {
  source: string;
  paid: number;
  /** When what it gave expires, if it does. */
  expiresAt: Date | null;
}

/** A refund or a dispute of what was paid, or what was credited of it otherwise. */
export interface MoneyBack {
  kind: "refund" | "dispute" | "credit_note";
  id: string;
  amount: number;
  /** The money is gone. It is not where a refund failed, or a dispute was won. */
  isGone: boolean;
}

/**
 * Takes back the share of a grant whose money is gone, and gives back what was taken for money that came again, however often
 * it goes and comes: all together for the whole when all the money is gone. What expired is nobody's any more.
 */
export function followMoney(account: Account, grant: PaidGrant, all: MoneyBack[]) {
  const granted = amountFrom(account, grant.source);
  if (granted === 0 || grant.paid === 0) return;
  const gone = all.filter(({ isGone }) => isGone);
  for (const each of all.filter(({ isGone }) => !isGone)) {
    const amount = Math.min(stillTaken(account, each), -missing(gone));
    if (amount > 0) giveBack(each, amount);
  }
  const isSettled = (each: MoneyBack) => stillTaken(account, each) > 0;
  const inTurn = [...gone.filter(isSettled), ...gone.filter((each) => !isSettled(each))];
  for (const [index, each] of inTurn.entries()) {
    const amount = missing(inTurn.slice(0, index + 1));
    if (amount > 0) takeBack(account, nextOf(account, takenSource(each)), amount, grant.source);
  }

  function giveBack(each: MoneyBack, amount: number) {
    const source = nextOf(account, givenSource(each));
    receive(account, { kind: "given back", source, amount, expiresAt: grant.expiresAt });
  }

  /** What is still to be taken when that money is gone; below zero what was taken beyond. */
  function missing(money: MoneyBack[]): number {
    const back = Math.min(grant.paid, sum(money.map(({ amount }) => amount)));
    const share = Number((BigInt(granted) * BigInt(back)) / BigInt(grant.paid));
    return share - sum(all.map((each) => stillTaken(account, each))) - expired();
  }

  function expired(): number {
    const came = all.flatMap((each) => entriesOf(account, givenSource(each)));
    const sources = [grant.source, ...came.map(({ source }) => source)];
    return sum(sources.map((source) => -amountFrom(account, expirySource(source))));
  }
}

/** Of what was written when money went, and came again, for so many times. */
export function sourcesAt(time: number, all: MoneyBack[]): string[] {
  return all.flatMap((each) => {
    const given = nth(givenSource(each), time);
    return [nth(takenSource(each), time), given, expirySource(given)];
  });
}

function stillTaken(account: Account, each: MoneyBack): number {
  const all = [takenSource(each), givenSource(each)].flatMap((name) => entriesOf(account, name));
  return -sum(all.map(({ amount }) => amount));
}

/** The first, the second, and so on. */
function entriesOf({ known }: Account, name: string): Entry[] {
  const entries: Entry[] = [];
  for (;;) {
    const entry = known.get(nth(name, entries.length + 1));
    if (!entry) return entries;
    entries.push(entry);
  }
}

function nextOf(account: Account, name: string): string {
  return nth(name, entriesOf(account, name).length + 1);
}

function nth(name: string, time: number): string {
  return time === 1 ? name : `${name}#${time}`;
}

function amountFrom({ known }: Account, source: string): number {
  return known.get(source)?.amount ?? 0;
}

function takenSource({ kind, id }: MoneyBack): string {
  return `${kind}:${id}`;
}

const CAME_AGAIN = { refund: "failed", dispute: "won", credit_note: "void" } as const;

function givenSource({ kind, id }: MoneyBack): string {
  return `${CAME_AGAIN[kind]}:${id}`;
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
