import { creditsKnown, type Database } from "@portico/db";
import type Stripe from "stripe";
import { idOf } from "../../stripe/id-of.ts";
import type { CustomerState } from "../../subscription/state.ts";
import { grantSource } from "../ledger/sources.ts";

interface BillNeeds {
  db: Database;
  stripe: Pick<Stripe, "invoicePayments" | "invoices">;
}

/** An invoice, and what it was paid with. */
export interface Bill {
  invoice: string;
  /** Payment intents, and charges that have none. */
  payments: string[];
  /** How much of what the customer had at Stripe. */
  fromBalance: number;
}

/** What was paid with the money of this refund or dispute, or is corrected by this credit note. */
export async function billsOf(
  needs: BillNeeds,
  organization: string,
  state: CustomerState,
  subject: string,
): Promise<Bill[]> {
  const note = state.creditNotes.find(({ id }) => id === subject);
  if (note) return [await billOf(needs, note.invoice)];
  const back = [...state.refunds, ...state.disputes].find(({ id }) => id === subject);
  if (back?.payment) return billsPaidBy(needs, back.payment);
  return back?.charge ? billsChargedBy(needs, organization, state, back.charge) : [];
}

async function billOf({ stripe }: BillNeeds, invoice: string): Promise<Bill> {
  const { data } = await stripe.invoicePayments.list({ invoice, limit: 100 });
  const paid = data.flatMap(({ payment }) => payment.payment_intent ?? payment.charge ?? []);
  const { starting_balance, ending_balance } = await stripe.invoices.retrieve(invoice);
  // What Stripe owes the customer is below zero.
  const fromBalance = Math.max(0, (ending_balance ?? 0) - starting_balance);
  return { invoice, payments: paid.map(idOf), fromBalance };
}

async function billsPaidBy(needs: BillNeeds, payment: string): Promise<Bill[]> {
  const { data } = await needs.stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: payment },
    limit: 100,
  });
  const invoices = [...new Set(data.map(({ invoice }) => idOf(invoice)))];
  return Promise.all(invoices.map((invoice) => billOf(needs, invoice)));
}

/** Of a charge without a payment intent Stripe does not tell what it paid, so all that gave credits are asked what they were paid with. */
async function billsChargedBy(
  needs: BillNeeds,
  organizationId: string,
  { invoices }: CustomerState,
  charge: string,
): Promise<Bill[]> {
  const sources = invoices.map(({ id }) => ({ organizationId, source: grantSource(id) }));
  const given = new Set((await creditsKnown(needs.db, [], sources)).map(({ source }) => source));
  for (const { id } of invoices.filter((each) => given.has(grantSource(each.id)))) {
    const bill = await billOf(needs, id);
    if (bill.payments.includes(charge)) return [bill];
  }
  return [];
}
