import { randomUUID } from "node:crypto";
import { type CreditEntry, creditEntriesOf, type Database, lockBalances } from "@portico/db";
import { expect } from "vitest";
import { Refused } from "../../reasons.ts";
import { expireCredits } from "../ledger/expire-credits.ts";
import { giveCredits } from "../ledger/give-credits.ts";
import type { MoneyBack } from "../money-back/follow-money.ts";
import { settleGrant } from "../money-back/settle-grant.ts";
import { createCredits } from "../spending/create-credits.ts";
import type { SpentCredits } from "../spending/spend-credits.ts";
import { type Spend, spendTogether } from "../spending/spend-together.ts";
import { checkAnswers, checkBalance, checkRefusals, checkShare } from "./checks.ts";
import type { Act, Life, Step } from "./moves.ts";
import { replay } from "./replay.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 1);
const PROCESSES = 3;
const ALL = 10_000;

class Death extends Error {}

/** Two organizations, three processes that work on their credits at once, and all that may happen to them. */
export function openBooks(db: Database, { invoices }: Life) {
  let at = START;
  const now = () => new Date(at);
  const organizations: string[] = [randomUUID(), randomUUID()];
  const processes = Array.from({ length: PROCESSES }, () => createCredits({ db, now }));
  const moneyBack = new Map<string, MoneyBack[]>();
  /** What whoever spent was told, by organization and source. */
  const answers = new Map(organizations.map((id) => [id, new Map<string, SpentCredits>()]));
  /** What was refused since the last check for want of credits. */
  let refused: { organization: string; amount: number }[] = [];

  /** How many entries there were, by organization. */
  const checked = new Map<string, number>();

  return { play, check, finish };

  async function play(step: Step) {
    if (step.kind === "pass") at += step.days * DAY_MS;
    else if (step.kind === "back") goBack(step);
    else if (step.kind === "turn") turn(step.pick);
    else await Promise.all(step.acts.map(({ act, dies }) => (dies ? die(act) : happen(act))));
  }

  async function happen(act: Act) {
    if (act.kind === "spend") await spend(act);
    else if (act.kind === "expire") await expireCredits({ db, now });
    else await db.transaction((tx) => write(tx, act));
  }

  /** All is written, and nothing committed. */
  async function die(act: Act) {
    const dying = db.transaction(async (tx) => {
      await write(tx, act);
      throw new Death();
    });
    await expect(dying).rejects.toBeInstanceOf(Death);
  }

  async function write(tx: Database, act: Act) {
    if (act.kind === "spend") await spendTogether(tx, [spendOf(act)], now());
    else if (act.kind === "expire") await expireCredits({ db: tx, now });
    else if (act.kind === "grant") await grant(tx, act);
    else await settle(tx, act);
  }

  async function spend(act: Extract<Act, { kind: "spend" }>) {
    const wish = spendOf(act);
    const known = answers.get(wish.organization);
    const source = `spend:${wish.key}`;
    try {
      const answer = await processes[act.process % PROCESSES]?.spend(wish);
      if (!answer) throw new Error("Nobody answered.");
      expect(known?.get(source) ?? answer).toEqual(answer);
      known?.set(source, answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.reason === "NOT_ENOUGH_CREDITS") refused.push(wish);
      else expect(error.reason).toBe("KEY_USED_BEFORE");
    }
  }

  function spendOf({ organization, key, amount }: Extract<Act, { kind: "spend" }>): Spend {
    return { organization: nth(organization), key: String(key), amount };
  }

  async function grant(tx: Database, { organization, which }: Extract<Act, { kind: "grant" }>) {
    const { credits: amount } = sold(which);
    const source = `invoice:${which}`;
    const grant = { organization: nth(organization), source, amount, expiresAt: endOf(source) };
    await giveCredits(tx, [grant], now());
  }

  async function settle(tx: Database, { organization, which }: Extract<Act, { kind: "settle" }>) {
    const organizationId = nth(organization);
    const paidFor = { organizationId, source: `invoice:${which}`, paid: sold(which).paid };
    await lockBalances(tx, [organizationId]);
    await settleGrant(tx, paidFor, backOf(organizationId, which), now());
  }

  function goBack({ by, organization, which, amount }: Extract<Step, { kind: "back" }>) {
    const all = backOf(nth(organization), which);
    all.push({ kind: by, id: `${which}-${all.length}`, amount, isGone: true });
  }

  /** What was gone comes again, and what came again goes. */
  function turn(pick: number) {
    const all = [...moneyBack.values()].flat();
    const one = all[pick % Math.max(1, all.length)];
    if (one) one.isGone = !one.isGone;
  }

  function backOf(organization: string, which: number): MoneyBack[] {
    const name = `${organization} ${which}`;
    const all = moneyBack.get(name) ?? [];
    moneyBack.set(name, all);
    return all;
  }

  async function check() {
    for (const organization of organizations) {
      const entries = await allOf(organization);
      const ours = refused.filter((each) => each.organization === organization);
      checkAnswers(entries, answers.get(organization) ?? new Map());
      checkRefusals(entries, checked.get(organization) ?? 0, ours);
      await checkBalance(
        db,
        organization,
        replay(entries, (source) => endOf(source)?.getTime() ?? Infinity),
      );
      checked.set(organization, entries.length);
    }
    refused = [];
  }

  /** Everything is settled, twice: what is gone of the money is gone of the credits. */
  async function finish() {
    for (const kind of ["settle", "settle"] as const)
      for (const organization of [0, 1])
        for (const which of invoices.keys()) await happen({ kind, organization, which });
    await check();
    for (const organization of organizations) {
      const entries = await allOf(organization);
      for (const [which, { credits, paid }] of invoices.entries())
        checkShare(entries, { credits, paid, which, back: backOf(organization, which) });
    }
  }

  /** The oldest first. */
  async function allOf(organization: string): Promise<CreditEntry[]> {
    return (await creditEntriesOf(db, organization, { limit: ALL })).toReversed();
  }

  function endOf(source: string): Date | null {
    const { ends } = sold(Number(source.split(":")[1]));
    return ends === null ? null : new Date(START + ends * DAY_MS);
  }

  function sold(which: number) {
    const invoice = invoices[which];
    if (!invoice) throw new Error(`There is no invoice ${which}.`);
    return invoice;
  }

  function nth(organization: number): string {
    return organizations[organization] ?? "";
  }
}
