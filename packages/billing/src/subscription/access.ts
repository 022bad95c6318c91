import {
  type InvoiceSaid,
  type PaidSubscription,
  type SubscriptionSaid,
  UNPAID,
} from "@portico/db";
import type { CustomerState, Known } from "./state.ts";

/** When it is asked about, and how many days a late payment takes nothing away. */
export interface Then {
  at: Date;
  graceDays: number;
}

/** A subscription, as far as it decides about access. */
type Standing = Pick<PaidSubscription, "status" | "unpaidSince">;

/** Past due works for a while: Stripe is trying the card again, and a person may be mending it. */
const GIVES_ACCESS: ReadonlySet<string> = new Set(["active", "trialing", "past_due"]);

export function givesAccess(standing: Standing, { at, graceDays }: Then): boolean {
  const end = graceEnd(standing, graceDays);
  return GIVES_ACCESS.has(standing.status) && (end === null || at < end);
}

/** Until when a late payment takes nothing away. Nothing where none is late. */
export function graceEnd({ status, unpaidSince }: Standing, graceDays: number): Date | null {
  if (status !== "past_due" || unpaidSince === null) return null;
  return new Date(Date.parse(unpaidSince) + graceDays * 24 * 60 * 60_000);
}

export function standingIn(
  { invoices }: Pick<CustomerState, "invoices">,
  { id, status }: Pick<Known<SubscriptionSaid>, "id" | "status">,
): Standing {
  return { status, unpaidSince: oldestOf(invoices.filter((each) => isUnpaid(each, id))) };
}

/** The subscriptions that let an organization use the product; none is no access. */
export function accessOf(state: CustomerState, then: Then): Known<SubscriptionSaid>[] {
  return state.subscriptions.filter((each) => givesAccess(standingIn(state, each), then));
}

function isUnpaid({ status, subscription }: InvoiceSaid, id: string): boolean {
  return subscription === id && UNPAID.includes(status);
}

function oldestOf(invoices: InvoiceSaid[]): string | null {
  return invoices.map(({ createdAt }) => createdAt).toSorted()[0] ?? null;
}
