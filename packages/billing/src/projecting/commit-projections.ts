import {
  announce,
  askErrands,
  type Database,
  giveBackLeases,
  keepHistory,
  keepNotices,
  keepReadings,
  markDone,
  type NewHistoryRow,
  type OverrideRow,
  overridesHeld,
  writeMirror,
} from "@portico/db";
import { howToKnow } from "../believing/findings.ts";
import { LostLease } from "../leases.ts";
import type { Catalog } from "../plans/catalog.ts";
import { meetPlans } from "../plans/meet-plans.ts";
import type { Then } from "../subscription/access.ts";
import { stateFrom } from "../subscription/state.ts";
import { noticesFrom } from "../telling/notices.ts";
import { type Claim, claimFor } from "./claim-for.ts";
import { errandsFrom } from "./errands-from.ts";
import { historyFrom } from "./history-from.ts";
import { letCreditsFollow } from "./let-credits-follow.ts";
import type { Projection } from "./projection.ts";
import { worthAsking } from "./worth-asking.ts";

export interface CommitNeeds {
  db: Database;
  now(): Date;
  /** Whether the host is told of what changed. */
  tells: boolean;
  /** What is sold: paid invoices give the credits that it says. */
  catalog: Catalog;
  /** How many days a late payment takes nothing away. */
  graceDays: number;
}

/** Writes rows, history and notices of several customers in one transaction that only the holder of all their leases can commit, and that gives them back. Tells what changed. */
export async function commitProjections(
  { db, now, tells, catalog, graceDays }: CommitNeeds,
  projections: Projection[],
): Promise<NewHistoryRow[]> {
  const at = now();
  return db.transaction(async (tx) => {
    await requireLeases(tx, projections, at);
    const rows = projections.flatMap(({ findings }) => findings.map(({ row }) => row));
    await writeMirror(tx, rows);
    await meetPlans(tx, rows, at);
    await keepReadings(tx, projections.flatMap(readingOf));
    const claims = await claimFor(tx, projections, at);
    const changes = claims.flatMap((claim) => historyFrom(claim, at));
    await keepHistory(tx, changes);
    const errands = claims.flatMap((claim) => errandsFrom(claim, at));
    await askErrands(tx, await worthAsking(tx, catalog, claims, errands));
    if (tells) {
      const overrides = await overridesHeld(tx, organizationsIn(claims), at);
      await keepNotices(
        tx,
        claims.flatMap((claim) => noticesOf(claim, overrides, { at, graceDays })),
      );
    }
    await letCreditsFollow(tx, catalog, claims, at);
    await markDone(
      tx,
      projections.flatMap(({ settled }) => settled),
      at,
    );
    await announce(tx, [...new Set(changes.map(({ organizationId }) => organizationId))]);
    return changes;
  });
}

async function requireLeases(tx: Database, projections: Projection[], now: Date) {
  const leases = projections.map(({ lease }) => lease);
  const held = await giveBackLeases(tx, leases, now);
  const lost = leases.map(({ subject }) => subject).filter((subject) => !held.has(subject));
  if (lost.length > 0) throw new LostLease(lost);
}

function readingOf({ file, read }: Projection) {
  return read ? [{ customerId: file.customer, readFrom: read.from, readTo: read.to }] : [];
}

function organizationsIn(claims: Claim[]): string[] {
  return claims.flatMap((each) => [each.before, each.after].flatMap((it) => it.organization ?? []));
}

function noticesOf({ projection, before, after }: Claim, overrides: OverrideRow[], then: Then) {
  const { file, findings } = projection;
  const howOf = howToKnow(file, findings);
  if (!howOf) return [];
  const isNamed = (object: string) => file.letters.some(({ objectId }) => objectId === object);
  const occasion = { howOf, isNamed, overrides, ...then };
  return noticesFrom(stateFrom(before.rows), stateFrom(after.rows), occasion);
}
