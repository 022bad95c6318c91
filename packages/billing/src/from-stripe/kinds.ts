import type { Kind } from "@portico/db";
import type { z } from "zod";
import { toldCreditNote } from "./credit-note.ts";
import { toldCustomer } from "./customer.ts";
import { toldDiscount } from "./discount.ts";
import { toldDispute } from "./dispute.ts";
import { toldInvoice } from "./invoice.ts";
import { toldPaymentMethod } from "./payment-method.ts";
import { toldRefund } from "./refund.ts";
import { toldSubscription } from "./subscription.ts";
import type { Told } from "./told.ts";

const readers: Record<Kind, z.ZodType<Told>> = {
  customer: toldCustomer,
  subscription: toldSubscription,
  invoice: toldInvoice,
  payment_method: toldPaymentMethod,
  discount: toldDiscount,
  refund: toldRefund,
  credit_note: toldCreditNote,
  dispute: toldDispute,
};

/** Throws where it is not as Stripe's types say. */
export function read(kind: Kind, object: unknown): Told {
  return readers[kind].parse(object);
}

/** Nothing where it is not as Stripe's types say. */
export function readIfPossible(kind: Kind, object: unknown): Told | undefined {
  return readers[kind].safeParse(object).data;
}
