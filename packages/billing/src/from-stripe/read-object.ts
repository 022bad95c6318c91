import type { Kind } from "@portico/db";
import { read } from "./kinds.ts";
import { unlessMissing } from "./missing.ts";
import type { ReadNeeds } from "./read-customer.ts";
import { beginReading, type Reading, type Stretch } from "./reading.ts";
import type { Told } from "./told.ts";
import { type StripeReads, wholeInvoice, wholeSubscription } from "./whole.ts";

/** A discount cannot be asked for alone, and of a customer all is read. */
export type AskedAlone = Exclude<Kind, "customer" | "discount">;

export interface ObjectRead {
  /** Nothing where Stripe has no such object. */
  told: Told | undefined;
  stretch: Stretch;
}

type Retrieve = (stripe: StripeReads, reading: Reading, id: string) => Promise<Told>;

const RETRIEVE: Record<AskedAlone, Retrieve> = {
  subscription: async (stripe, reading, id) =>
    wholeSubscription(stripe, reading, reading.heard(await stripe.subscriptions.retrieve(id))),
  invoice: async (stripe, reading, id) =>
    wholeInvoice(stripe, reading, reading.heard(await stripe.invoices.retrieve(id))),
  payment_method: async (stripe, reading, id) =>
    read("payment_method", reading.heard(await stripe.paymentMethods.retrieve(id))),
  refund: async (stripe, reading, id) =>
    read("refund", reading.heard(await stripe.refunds.retrieve(id))),
  credit_note: async (stripe, reading, id) =>
    read("credit_note", reading.heard(await stripe.creditNotes.retrieve(id))),
  dispute: async (stripe, reading, id) =>
    read("dispute", reading.heard(await stripe.disputes.retrieve(id))),
};

export async function readObject(
  needs: ReadNeeds,
  kind: AskedAlone,
  id: string,
): Promise<ObjectRead> {
  const reading = beginReading(needs);
  const told = await unlessMissing(reading, RETRIEVE[kind](needs.stripe, reading, id));
  return { told, stretch: reading.stretch() };
}
