import {
  customersByObject,
  type Database,
  type Errand,
  hasCredits,
  lockBalances,
  mirrorOf,
} from "@portico/db";
import type Stripe from "stripe";
import { idOf } from "../stripe/id-of.ts";
import { type CustomerState, stateFrom } from "../subscription/state.ts";
import type { MoneyBack } from "./follow-money.ts";
import { grantSource } from "./grants-for.ts";
import { settleGrant } from "./settle-grant.ts";

export interface SettleMoneyBackNeeds {
  db: Database;
  stripe: Pick<Stripe, "invoicePayments">;
  now(): Date;
}

/** What was paid with one payment, and with which others. */
interface Bill {
  invoice: string;
  payments: string[];
}

/** Lets credits follow their money, which went back by a refund or a dispute, or came again. */
export async function settleMoneyBack(
  needs: SettleMoneyBackNeeds,
  { subject, organizationId }: Pick<Errand, "subject" | "organizationId">,
): Promise<void> {
  const { db } = needs;
  if (!(await hasCredits(db, organizationId))) return;
  const customer = (await customersByObject(db, [subject])).get(subject);
  if (customer === undefined) return;
  const { refunds, disputes } = stateFrom(await mirrorOf(db, customer));
  const payment = [...refunds, ...disputes].find(({ id }) => id === subject)?.payment ?? null;
  if (payment === null) return;
  const bills = await billsPaidBy(needs, payment);
  await db.transaction(async (tx) => {
    for (const bill of bills) await settle(tx, organizationId, customer, bill, needs.now());
  });
}

async function billsPaidBy({ stripe }: SettleMoneyBackNeeds, payment: string): Promise<Bill[]> {
  const { data: own } = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: payment },
    limit: 100,
  });
  const invoices = [...new Set(own.map(({ invoice }) => idOf(invoice)))];
  return Promise.all(
    invoices.map(async (invoice) => {
      const { data: all } = await stripe.invoicePayments.list({ invoice, limit: 100 });
      const intents = all.flatMap((each) => each.payment.payment_intent ?? []);
      return { invoice, payments: intents.map(idOf) };
    }),
  );
}

async function settle(
  tx: Database,
  organizationId: string,
  customer: string,
  { invoice, payments }: Bill,
  at: Date,
) {
  // Only then are our rows read: what was settled by newer ones must not be undone by older ones.
  await lockBalances(tx, [organizationId]);
  const source = grantSource(invoice);
  const state = stateFrom(await mirrorOf(tx, customer));
  const all = moneyBack(state, payments);
  const paid = state.invoices.find(({ id }) => id === invoice)?.amountPaid ?? 0;
  await settleGrant(tx, { organizationId, source, paid }, all, at);
}

/** The oldest first. */
function moneyBack({ refunds, disputes }: CustomerState, payments: string[]): MoneyBack[] {
  return [
    ...refunds.map((each) => ({ ...each, isGone: each.status === "succeeded" })),
    ...disputes.map((each) => ({ ...each, isGone: tookFunds(each.status) })),
  ]
    .filter(({ payment }) => payment !== null && payments.includes(payment))
    .toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
}

/** An inquiry takes nothing, and what was won came back. */
function tookFunds(status: string): boolean {
  return !status.startsWith("warning_") && status !== "won" && status !== "prevented";
}
