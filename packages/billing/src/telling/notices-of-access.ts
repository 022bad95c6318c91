import type { Cause, NoticeRow, OverrideRow } from "@portico/db";
import type { Then } from "../subscription/access.ts";
import type { CustomerState } from "../subscription/state.ts";
import { accessChange, hadThen, type Notice } from "./access-change.ts";

// What the host is told though nothing that Stripe says changed.

/** When the time to pay ends. */
export function noticesOfLapse(
  organizationId: string,
  state: CustomerState,
  given: OverrideRow[],
  { end, at, graceDays }: Then & { end: Date },
): NoticeRow[] {
  const before = new Date(end.getTime() - 1);
  const [had, has] = [before, end].map((each) => hadThen(state, given, { at: each, graceDays }));
  const change = accessChange(had ?? [], has ?? [], (about) => `${about} ${end.toISOString()}`);
  return rowsOf(change, { organizationId, cause: { by: "grace", until: end.toISOString() }, at });
}

interface GiftChange extends Then {
  had: OverrideRow[];
  has: OverrideRow[];
  cause: Cause;
}

/** When something is given, or ends. */
export function noticesOfGift(
  { organizationId }: OverrideRow,
  state: CustomerState,
  { had, has, cause, ...then }: GiftChange,
): NoticeRow[] {
  const [before, after] = [had, has].map((given) => hadThen(state, given, then));
  const sourceOf = (about: string) => `${about} ${then.at.toISOString()}`;
  const change = accessChange(before ?? [], after ?? [], sourceOf);
  return rowsOf(change, { organizationId, cause, at: then.at });
}

function rowsOf(
  change: Notice[],
  said: Pick<NoticeRow, "organizationId" | "cause" | "at">,
): NoticeRow[] {
  return change.map(({ about: _, ...notice }) => ({ ...notice, ...said, nextAttemptAt: said.at }));
}
