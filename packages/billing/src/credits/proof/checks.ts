import { creditsKnown, type CreditEntry, type Database, lockBalances } from "@portico/db";
import { expect } from "vitest";
import type { MoneyBack } from "../money-back/follow-money.ts";
import type { SpentCredits } from "../spending/spend-credits.ts";
import type { Told } from "./replay.ts";

/** Whoever was told of a spend finds it, and there is none that nobody was told of. */
export function checkAnswers(entries: CreditEntry[], answers: ReadonlyMap<string, SpentCredits>) {
  const spent = entries.filter(({ kind }) => kind === "spent");
  const told = spent.map(
    ({ source, amount, balance }) => [source, { amount: -amount, balance }] as const,
  );
  expect(new Map(answers)).toEqual(new Map(told));
}

/** At some moment since there were so many entries there was less than was refused, or something was owed. */
export function checkRefusals(
  entries: CreditEntry[],
  before: number,
  refused: { amount: number }[],
) {
  const begun = entries[before - 1] ?? { balance: 0, owed: 0 };
  const moments = [begun, ...entries.slice(before)];
  for (const { amount } of refused)
    expect(moments.some(({ balance, owed }) => owed > 0 || balance < amount)).toBe(true);
}

/** What is kept beside the entries says the same as they do. */
export async function checkBalance(db: Database, organizationId: string, told: Told) {
  const [kept = { balance: 0, owed: 0 }] = await lockBalances(db, [organizationId]);
  expect(kept).toMatchObject({ balance: told.had, owed: told.owed });
  const lots = (await creditsKnown(db, [organizationId], [])).map(({ source, amount }) => [
    source,
    amount,
  ]);
  const pots = told.pots.filter(({ left, ends }) => left > 0 && Number.isFinite(ends));
  expect(new Map(lots.map(([source, left]) => [source, left]))).toEqual(
    new Map(pots.map(({ source, left }) => [source, left])),
  );
}

interface Sold {
  which: number;
  credits: number;
  paid: number;
  back: MoneyBack[];
}

/** Of what an invoice gave, the share of its money that is gone is gone, or expired before; never more than it gave. */
export function checkShare(entries: CreditEntry[], { which, credits, paid, back }: Sold) {
  if (!entries.some(({ source }) => source === `invoice:${which}`)) return;
  const about = entries.filter(({ source }) => source.split(":").at(-1)?.startsWith(`${which}-`));
  const amountOf = (kinds: CreditEntry["kind"][]) =>
    about.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amount }) => sum - amount, 0);
  const taken = amountOf(["taken back", "given back"]);
  const own = entries.find(({ source }) => source === `expiry:invoice:${which}`)?.amount ?? 0;
  const expired = amountOf(["expired"]) - own;
  const gone = back.filter(({ isGone }) => isGone).reduce((sum, { amount }) => sum + amount, 0);
  const share = Math.floor((credits * Math.min(gone, paid)) / paid);
  expect(taken).toBeLessThanOrEqual(credits);
  if (gone === 0) expect(taken).toBe(0);
  if (gone >= paid) expect(taken + expired).toBe(credits);
  expect(taken + expired).toBeGreaterThanOrEqual(share);
}
