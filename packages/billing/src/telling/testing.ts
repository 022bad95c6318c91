import type { InvoiceSaid, OverrideGives, OverrideRow, Said, SubscriptionSaid } from "@portico/db";
import { stateFrom } from "../subscription/state.ts";
import { acme, bill, moneyBack, team } from "@portico/db/examples";
import { noticesFrom, type Occasion } from "./notices.ts";

export type Rows = { id: string; says: Said }[];

/** When rows are written, long after the first of what they tell of. */
export const start = Date.parse("2026-11-21T12:00:00Z");
export const day = 24 * 60 * 60 * 1000;

export function occasion(tick = 0, type = "customer.subscription.updated"): Occasion {
  const at = new Date(start + tick);
  const how = { cause: { by: "event", event: `evt_${tick}`, type }, stripeAt: at } as const;
  return { at, howOf: () => how, graceDays: 14, isNamed: () => false, overrides: [] };
}

export function customer(organization: string | null = "org_acme", testClock = false) {
  return { id: "cus_1", says: { ...acme, organization, testClock } };
}

export function subscription(
  changes: Partial<SubscriptionSaid> & { id?: string; quantity?: number } = {},
) {
  const { id = "sub_1", quantity = 1, ...said } = changes;
  const items = team.items.map((item) => ({ ...item, quantity }));
  return { id, says: { ...team, items, ...said } };
}

export function invoice(changes: Partial<InvoiceSaid> = {}) {
  const createdAt = new Date(start - 2 * day).toISOString();
  return { id: "in_1", says: { ...bill, createdAt, ...changes } };
}

export function refund(status: string, createdAt = moneyBack.createdAt) {
  return { id: "re_1", says: { ...moneyBack, status, createdAt } };
}

export function override(gives: OverrideGives): OverrideRow {
  const said = { author: "Ines", reason: "they help us test" };
  const times = { startsAt: new Date(start), endsAt: null, endedAt: null };
  return { id: 1, organizationId: "org_acme", gives, ...said, ...times };
}

export const told = (before: Rows, after: Rows, when = occasion()) =>
  noticesFrom(stateFrom(before), stateFrom(after), when);

export const kindsOf = (notices: { kind: string }[]) => notices.map(({ kind }) => kind);
