import {
  type Cause,
  type Database,
  giveBackLease,
  type KeptNotice,
  markNoticeDead,
  markTold,
  openNoticesOf,
  organizationsWithDueNotices,
  putOffNotice,
  takeLease,
  whatHappened,
} from "@portico/db";
import { LEASE_MS } from "../leases.ts";
import { someAtOnce } from "../some-at-once.ts";
import { waitAfter } from "../wait-after.ts";
import { within } from "../within.ts";
import { whatChanged, type WhatChanged } from "./change.ts";

/** What the host is told. The same id is the same change, told again. */
export type Change = WhatChanged & {
  id: string;
  organization: string;
  cause: Cause;
  /** When our rows changed, as ISO text. */
  at: string;
};

/** Resolves once the host has it. */
export type OnChange = (change: Change) => Promise<void>;

export interface TellHostNeeds {
  db: Database;
  /** A change counts as told once all of them have it. */
  listeners: readonly OnChange[];
  now(): Date;
  /** Told of each failure; the notice waits and is tried again. */
  onFailure(notice: { id: number; organization: string; kind: string }, error: unknown): void;
}

/** One call begins nothing later, so that it ends soon, and well within its leases. */
const BEGINS_WITHIN_MS = 5_000;
const PATIENCE_MS = 15_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** Nine hours to eighteen, with these waits. */
const TRIES = 30;
const ORGANIZATIONS_AT_ONCE = 16;
const NOTICES_AT_ONCE = 100;

/** Tells what is due, each organization's changes in their order, and how many it tried. Those another is telling are left. */
export async function tellHost(needs: TellHostNeeds, limit = 1_000): Promise<number> {
  const start = needs.now();
  const due = await organizationsWithDueNotices(needs.db, start, limit);
  let tried = 0;
  await someAtOnce(due, ORGANIZATIONS_AT_ONCE, async (organization) => {
    const more = await tellAbout(needs, organization, after(start, BEGINS_WITHIN_MS));
    tried += more;
  });
  return tried;
}

async function tellAbout(needs: TellHostNeeds, organization: string, end: Date): Promise<number> {
  const now = needs.now();
  if (now > end) return 0;
  const lease = await takeLease(needs.db, organization, now, after(now, LEASE_MS));
  if (!lease) return 0;
  const open = await openNoticesOf(needs.db, organization, NOTICES_AT_ONCE);
  const tried = await tellInOrder(needs, open, end);
  await giveBackLease(needs.db, lease, needs.now());
  return tried;
}

async function tellInOrder(needs: TellHostNeeds, notices: KeptNotice[], end: Date) {
  let tried = 0;
  for (const notice of notices) {
    const now = needs.now();
    if (notice.nextAttemptAt > now || now > end) break;
    tried += 1;
    const isSettled = await tell(needs, notice);
    if (!isSettled) break;
  }
  return tried;
}

/** False when it waits for another try, and what comes after it must wait too. */
async function tell(needs: TellHostNeeds, notice: KeptNotice): Promise<boolean> {
  try {
    const change = changeOf(notice);
    for (const listener of needs.listeners) await within(PATIENCE_MS, listener(change));
  } catch (error) {
    needs.onFailure(
      { id: notice.id, organization: notice.organizationId, kind: notice.kind },
      error,
    );
    return tryLater(needs, notice, error);
  }
  await markTold(needs.db, notice.id, needs.now());
  return true;
}

async function tryLater(
  { db, now }: TellHostNeeds,
  { id, attempts }: KeptNotice,
  error: unknown,
): Promise<boolean> {
  const why = whatHappened(error);
  const tries = attempts + 1;
  if (tries >= TRIES) await markNoticeDead(db, id, why, now());
  else await putOffNotice(db, id, why, after(now(), waitAfter(tries, LONGEST_WAIT_MS)));
  return tries >= TRIES;
}

function changeOf({ id, organizationId, kind, before, after, cause, at }: KeptNotice): Change {
  return {
    id: String(id),
    organization: organizationId,
    ...whatChanged.parse({ kind, before, after }),
    cause,
    at: at.toISOString(),
  };
}

function after(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
