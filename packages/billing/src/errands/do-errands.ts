import {
  askErrand,
  type Database,
  dueErrand,
  dueErrands,
  type Errand,
  type ErrandKind,
  giveBackLease,
  heldLeases,
  type Lease,
  letErrandWait,
  markErrandDead,
  markErrandDone,
  putOffErrand,
  takeLease,
  whatHappened,
} from "@portico/db";
import { LEASE_MS } from "../leases.ts";
import { someAtOnce } from "../some-at-once.ts";
import { isOutage } from "../stripe/is-outage.ts";
import { pauseIn } from "../stripe/pace.ts";
import { waitAfter } from "../wait-after.ts";

/** Reads the truth and makes it so, however often it is called. What only has to wait is no failure. */
export type ErrandHandler = (errand: Errand) => Promise<void | Wait>;

export interface Wait {
  wait: Date;
  why: string;
}

export interface DoErrandsNeeds {
  db: Database;
  now(): Date;
  /** Told of each failure; the errand is tried again. */
  onFailure(
    errand: { id: number; kind: ErrandKind; subject: string; organization: string },
    error: unknown,
  ): void;
}

const AT_ONCE = 4;
/** An errand is dead after so many tries, two hours to four. What Stripe's own troubles keep waiting is never dead. */
const TRIES = 20;
const LONGEST_WAIT_MS = 15 * 60_000;
/** What is asked for again and again is done together. */
const GATHERING_MS = 3_000;
/** The pace keeps us from asking too much. */
const OUTAGE_WAIT_MS = 5_000;

/** Does what is due, so much at most, and how much it tried. What another is doing is left. */
export async function doErrands(
  needs: DoErrandsNeeds,
  handlers: Record<ErrandKind, ErrandHandler>,
  limit: number,
): Promise<number> {
  const due = await dueErrands(needs.db, needs.now(), limit);
  let tried = 0;
  await someAtOnce(due, AT_ONCE, async ({ id, kind, subject }) => {
    const { db } = needs;
    const now = needs.now();
    const lease = await takeLease(db, `errand:${kind}:${subject}`, now, after(now, LEASE_MS));
    if (!lease) return;
    const errand = await dueErrand(db, id, now);
    if (errand) {
      tried += 1;
      await doErrand(needs, lease, errand, handlers[kind]);
    }
    await giveBackLease(db, lease, needs.now());
  });
  return tried;
}

async function doErrand(
  needs: DoErrandsNeeds,
  lease: Lease,
  errand: Errand,
  handle: ErrandHandler,
) {
  const settle = await handle(errand).then(
    (wait) => (tx: Database) => settleDone(needs, tx, errand, wait),
    (error: unknown) => (tx: Database) => tryLater(needs, tx, errand, error),
  );
  await needs.db.transaction(async (tx) => {
    const isMine = (await heldLeases(tx, [lease])).size > 0;
    // Whoever was at it meanwhile may have been undone by us, who knew less.
    const again = { ...errand, at: needs.now(), notBefore: needs.now() };
    await (isMine ? settle(tx) : askErrand(tx, again));
  });
}

async function settleDone(needs: DoErrandsNeeds, tx: Database, errand: Errand, wait: Wait | void) {
  if (wait) await letErrandWait(tx, errand.id, wait.why, wait.wait);
  else await markErrandDone(tx, errand, needs.now(), after(needs.now(), GATHERING_MS));
}

async function tryLater(needs: DoErrandsNeeds, tx: Database, errand: Errand, error: unknown) {
  const { id, kind, subject, organizationId, attempts } = errand;
  const pause = pauseIn(error);
  if (pause) return letErrandWait(tx, id, pause.message, pause.until);
  needs.onFailure({ id, kind, subject, organization: organizationId }, error);
  const why = whatHappened(error);
  const now = needs.now();
  const tries = attempts + 1;
  if (isOutage(error)) await letErrandWait(tx, id, why, after(now, OUTAGE_WAIT_MS));
  else if (tries >= TRIES) await markErrandDead(tx, id, why, now);
  else await putOffErrand(tx, id, why, after(now, waitAfter(tries, LONGEST_WAIT_MS)));
}

function after(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
