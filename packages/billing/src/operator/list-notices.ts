import type { KeptNotice } from "@portico/db";

export interface ListNoticesNeeds {
  deadNotices(limit: number): Promise<KeptNotice[]>;
}

const SHOWN = 1_000;

/** What the host application was told in vain, and why: the newest first, without what the notice says. */
export async function listDeadNotices(needs: ListNoticesNeeds) {
  const notices = await needs.deadNotices(SHOWN);
  return notices.map(({ id, organizationId, kind, at, attempts, lastError, deadAt }) => ({
    id,
    organization: organizationId,
    kind,
    at: at.toISOString(),
    attempts,
    lastError,
    deadAt: deadAt?.toISOString() ?? null,
  }));
}
