import {
  customersByObject,
  type Database,
  type Errand,
  hasCredits,
  lockBalances,
  mirrorOf,
} from "@portico/db";
import type Stripe from "stripe";
import { type CustomerState, stateFrom } from "../../subscription/state.ts";
import { grantSource } from "../ledger/sources.ts";
import { type Bill, billsOf } from "./bills-of.ts";
import type { MoneyBack } from "./follow-money.ts";
import { settleGrant } from "./settle-grant.ts";

export interface SettleMoneyBackNeeds {
  db: Database;
  stripe: Pick<Stripe, "invoicePayments" | "invoices">;
  now(): Date;
}

/** Lets credits follow their money, which went back, or came again. */
export async function settleMoneyBack(
  needs: SettleMoneyBackNeeds,
  { subject, organizationId }: Pick<Errand, "subject" | "organizationId">,
): Promise<void> {
  const { db } = needs;
  if (!(await hasCredits(db, organizationId))) return;
  const customer = (await customersByObject(db, [subject])).get(subject);
  if (customer === undefined) return;
  const state = stateFrom(await mirrorOf(db, customer));
  const bills = await billsOf(needs, organizationId, state, subject);
  await db.transaction(async (tx) => {
    for (const bill of bills) await settle(tx, organizationId, customer, bill, needs.now());
  });
}

async function settle(
  tx: Database,
  organizationId: string,
  customer: string,
  bill: Bill,
  at: Date,
) {
  // Only then are our rows read: what was settled by newer ones must not be undone by older ones.
  await lockBalances(tx, [organizationId]);
  const source = grantSource(bill.invoice);
  const state = stateFrom(await mirrorOf(tx, customer));
  const invoice = state.invoices.find(({ id }) => id === bill.invoice);
  const paid = (invoice?.amountPaid ?? 0) + bill.fromBalance;
  await settleGrant(tx, { organizationId, source, paid }, moneyBack(state, bill), at);
}

/** The oldest first. */
function moneyBack(state: CustomerState, { invoice, payments }: Bill): MoneyBack[] {
  const refunds = state.refunds.map((each) => ({ ...each, isGone: each.status === "succeeded" }));
  const disputes = state.disputes.map((each) => ({ ...each, isGone: tookFunds(each.status) }));
  const isOfBill = ({ payment, charge }: (typeof refunds | typeof disputes)[number]) =>
    payments.includes(payment ?? charge ?? "");
  const notes = state.creditNotes
    .filter((each) => each.invoice === invoice && each.otherwise > 0)
    .map((each) => ({ ...each, amount: each.otherwise, isGone: each.status === "issued" }));
  return [...refunds.filter(isOfBill), ...disputes.filter(isOfBill), ...notes].toSorted(
    (one, other) => one.createdAt.localeCompare(other.createdAt),
  );
}

/** An inquiry takes nothing, and what was won came back. */
function tookFunds(status: string): boolean {
  return !status.startsWith("warning_") && status !== "won" && status !== "prevented";
}
