import {
  type InvoiceSaid,
  type PaidSubscription,
  type SubscriptionSaid,
  UNPAID,
} from "@portico/db";
import type { CustomerState, WithId } from "./state.ts";

/** When it is asked about, and how many days a late payment takes nothing away. */
export interface Then {
  at: Date;
  graceDays: number;
}

/** How a subscription is paid for, as far as that decides about access. */
type Paying = Pick<PaidSubscription, "status" | "unpaidSince">;

/** Past due works for a while: Stripe is trying the card again, and a person may be mending it. */
const GIVES_ACCESS: ReadonlySet<string> = new Set(["active", "trialing", "past_due"]);

export function givesAccess(paying: Paying, { at, graceDays }: Then): boolean {
  const end = graceEnd(paying, graceDays);
  return GIVES_ACCESS.has(paying.status) && (end === null || at < end);
}

/** Until when a late payment takes nothing away. Nothing where none is late. */
export function graceEnd({ status, unpaidSince }: Paying, graceDays: number): Date | null {
  if (status !== "past_due" || unpaidSince === null) return null;
  return new Date(Date.parse(unpaidSince) + graceDays * 24 * 60 * 60_000);
}

export function payingIn(
  { invoices }: Pick<CustomerState, "invoices">,
  { id, status }: Pick<WithId<SubscriptionSaid>, "id" | "status">,
): Paying {
  return { status, unpaidSince: oldestOf(invoices.filter((each) => isUnpaid(each, id))) };
}

/** The subscriptions that let an organization use the product; none is no access. */
export function accessOf(state: CustomerState, then: Then): WithId<SubscriptionSaid>[] {
  return state.subscriptions.filter((each) => givesAccess(payingIn(state, each), then));
}

function isUnpaid({ status, subscription }: InvoiceSaid, id: string): boolean {
  return subscription === id && UNPAID.includes(status);
}

function oldestOf(invoices: InvoiceSaid[]): string | null {
  return invoices.map(({ createdAt }) => createdAt).toSorted()[0] ?? null;
}
