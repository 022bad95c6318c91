import { type Account, expirySource, receive, takeBack } from "./account.ts";

/** What an invoice gave, and what was paid for it. */
export interface PaidGrant {
  source: string;
  paid: number;
  /** When what it gave expires, if it does. */
  expiresAt: Date | null;
}

/** A refund or a dispute of what was paid. */
export interface MoneyBack {
  kind: "refund" | "dispute";
  id: string;
  amount: number;
  /** The money is gone. It is not where a refund failed, or a dispute was won. */
  isGone: boolean;
}

/**
 * Takes back the share of a grant whose money is gone, and gives back what was taken for money that came again.
 * Each counts once, and all together for the whole when all the money is gone. What expired is nobody's any more.
 */
export function followMoney(account: Account, grant: PaidGrant, all: MoneyBack[]) {
  const granted = amountFrom(account, grant.source);
  if (granted === 0 || grant.paid === 0) return;
  for (const each of all) if (!each.isGone && stillTaken(account, each) > 0) giveBack(each);

  const gone = all.filter(({ isGone }) => isGone);
  const settled = gone.filter((each) => stillTaken(account, each) > 0);
  let money = sum(settled.map(({ amount }) => amount));
  for (const each of gone.filter((one) => !settled.includes(one))) {
    money = Math.min(grant.paid, money + each.amount);
    const share = Number((BigInt(granted) * BigInt(money)) / BigInt(grant.paid));
    const due = share - sum(all.map((one) => stillTaken(account, one))) - expired();
    if (due > 0 && !account.known.has(takenSource(each)))
      takeBack(account, takenSource(each), due, grant.source);
  }

  function giveBack(each: MoneyBack) {
    const { expiresAt } = grant;
    const amount = stillTaken(account, each);
    receive(account, { kind: "given back", source: givenSource(each), amount, expiresAt });
  }

  function expired(): number {
    const came = [grant.source, ...all.map(givenSource)];
    return sum(came.map((source) => -amountFrom(account, expirySource(source))));
  }
}

/** All that the ledger is asked for. */
export function settledSources(grant: string, all: MoneyBack[]): string[] {
  const came = [grant, ...all.map(givenSource)];
  return [...came, ...came.map(expirySource), ...all.map(takenSource)];
}

function stillTaken(account: Account, each: MoneyBack): number {
  return -amountFrom(account, takenSource(each)) - amountFrom(account, givenSource(each));
}

function amountFrom({ known }: Account, source: string): number {
  return known.get(source)?.amount ?? 0;
}

function takenSource({ kind, id }: MoneyBack): string {
  return `${kind}:${id}`;
}

function givenSource({ kind, id }: MoneyBack): string {
  return kind === "refund" ? `failed:${id}` : `won:${id}`;
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
