const statuses = [
  "active",
  "trialing",
  "past_due",
  "unpaid",
  "incomplete",
  "incomplete_expired",
  "paused",
  "canceled",
] as const;

export type Status = (typeof statuses)[number];

/** Stripe may one day name a status that is newer than this page. */
export function knownStatus(status: string): Status | null {
  return statuses.find((known) => known === status) ?? null;
}
