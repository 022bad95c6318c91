import {
  beginSyncRun,
  extendLease,
  giveBackLease,
  keepSyncRun,
  type Lease,
  newestSyncRun,
  type SyncRun,
  takeLease,
} from "@portico/db";
import { customersToSync } from "./customers-to-sync.ts";
import { inOrder } from "./in-order.ts";
import {
  syncCustomer,
  type SyncCustomerNeeds,
  type SyncedCustomer,
  syncOnceFree,
} from "./sync-customer.ts";
import { withTroubles } from "./with-troubles.ts";

export type SyncNeeds = SyncCustomerNeeds;

export interface SyncProgress {
  done: number;
  /** Nothing while the customers are being counted. */
  total: number | null;
  differed: number;
  eta: string | null;
  /** Who was just looked at. */
  customer: SyncedCustomer | null;
  /** The customer that somebody else is at work on just now. */
  waitsFor: string | null;
  /** Why Stripe does not answer just now. */
  trouble: string | null;
}

const SUBJECT = "sync";
/** How long a killed run keeps the next one waiting. */
const LEASE_MS = 5_000;
const STAYS_EVERY_MS = 1_500;
const LOOKS_EVERY_MS = 1_000;
/** Enough to keep the pace; more would only wait for their turns. */
const AT_ONCE = 5;

/**
 * Makes our rows say what Stripe says, of all customers, and goes on where it was stopped.
 * Whoever comes while another is at it sees how far that is, and takes over from one that died.
 */
export async function* syncAll(needs: SyncNeeds): AsyncGenerator<SyncProgress> {
  let joined: SyncRun | undefined;
  for (;;) {
    const lease = await takeLease(needs.db, SUBJECT, needs.now(), leaseEnd(needs));
    if (lease) return yield* runUnder(needs, lease, joined?.id);
    joined = await newestSyncRun(needs.db);
    if (joined) yield progressOf(joined);
    await needs.wait(LOOKS_EVERY_MS);
  }
}

async function* runUnder(needs: SyncNeeds, lease: Lease, joined: number | undefined) {
  const staying = setInterval(() => void stay(needs, lease), STAYS_EVERY_MS);
  try {
    const newest = await newestSyncRun(needs.db);
    const isOver = !newest || newest.finishedAt !== null;
    if (newest && isOver && newest.id === joined) yield progressOf(newest);
    else {
      const begun = isOver ? await beginSyncRun(needs.db, needs.now()) : newest;
      yield* withTroubles((onTrouble) => walk({ ...needs, onTrouble }, begun));
    }
  } finally {
    clearInterval(staying);
    await giveBackLease(needs.db, lease, needs.now());
  }
}

async function* walk(needs: SyncNeeds, begun: SyncRun): AsyncGenerator<SyncProgress, void> {
  yield progressOf({ ...begun, total: null });
  const ids = await customersToSync(needs);
  const rest = ids.filter((id) => begun.cursor === null || id > begun.cursor);
  let run: SyncRun = { ...begun, total: begun.done + rest.length };
  const etaOf = expecting(needs, run);
  const look = async (id: string) => ({ id, came: await syncCustomer(needs, id) });
  for await (const { id, came } of inOrder(rest, AT_ONCE, look)) {
    if (came === "busy") yield { ...progressOf(run), waitsFor: id };
    const customer = came === "busy" ? await syncOnceFree(needs, id) : came;
    run = after(run, customer);
    await keepSyncRun(needs.db, run);
    yield { ...progressOf(run), eta: etaOf(run), customer };
  }
  await keepSyncRun(needs.db, { ...run, finishedAt: needs.now() });
  yield progressOf(run);
}

function after(run: SyncRun, { id, differed }: SyncedCustomer): SyncRun {
  const more = differed.length > 0 ? 1 : 0;
  return { ...run, cursor: id, done: run.done + 1, differed: run.differed + more };
}

/** By how it went since this process began. */
function expecting({ now }: SyncNeeds, begun: SyncRun) {
  const startedAt = now().getTime();
  return ({ done, total }: SyncRun): string => {
    const each = (now().getTime() - startedAt) / (done - begun.done);
    return new Date(now().getTime() + each * ((total ?? done) - done)).toISOString();
  };
}

function progressOf({ done, total, differed }: SyncRun): SyncProgress {
  return { done, total, differed, eta: null, customer: null, waitsFor: null, trouble: null };
}

/** Who cannot say so stays as long as nobody else comes. */
async function stay(needs: SyncNeeds, lease: Lease) {
  await extendLease(needs.db, lease, leaseEnd(needs)).catch(() => {});
}

function leaseEnd({ now }: { now(): Date }): Date {
  return new Date(now().getTime() + LEASE_MS);
}
