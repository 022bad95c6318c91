import {
  claimCustomers,
  type Database,
  type MirrorRow,
  organizationsOf,
  releaseCustomers,
} from "@portico/db";
import type { Projection } from "./projection.ts";

/** Whose a customer was and whose it is, and what it had then and has now. */
export interface Claim {
  projection: Projection;
  before: Holding;
  after: Holding;
}

export interface Holding {
  /** Nothing where it is no organization's, or another customer is that one's. */
  organization: string | null;
  /** What is not deleted; empty where it is no organization's. */
  rows: MirrorRow[];
}

/** Makes customers those of the organizations they name, first come, first served. */
export async function claimFor(
  tx: Database,
  projections: Projection[],
  now: Date,
): Promise<Claim[]> {
  const held = await organizationsOf(
    tx,
    projections.map(({ file }) => file.customer),
  );
  const wishes = projections.map((projection) => {
    const rows = rowsAfter(projection);
    const { customer } = projection.file;
    return { projection, rows, customer, has: held.get(customer), wants: named(rows, customer) };
  });
  const moving = wishes.filter(({ has, wants }) => has !== wants);
  await releaseCustomers(
    tx,
    moving.filter(({ has }) => has !== undefined).map(({ customer }) => customer),
  );
  const claimed = await claimCustomers(
    tx,
    moving.flatMap(({ wants, customer }) =>
      wants === undefined ? [] : { organizationId: wants, id: customer, claimedAt: now },
    ),
  );
  return wishes.map(({ projection, rows, customer, has, wants }) => ({
    projection,
    before: holding(has, [...projection.file.rows.values()]),
    after: holding(has === wants || claimed.has(customer) ? wants : undefined, rows),
  }));
}

function rowsAfter({ file, findings }: Projection): MirrorRow[] {
  const rows = new Map(file.rows);
  for (const { row } of findings) rows.set(row.id, row);
  return [...rows.values()];
}

/** The organization that the customer names. */
function named(rows: MirrorRow[], customer: string): string | undefined {
  const self = rows.find(({ id, deletedAt }) => id === customer && deletedAt === null);
  return self?.says.kind === "customer" ? (self.says.organization ?? undefined) : undefined;
}

function holding(organization: string | undefined, rows: MirrorRow[]): Holding {
  if (organization === undefined) return { organization: null, rows: [] };
  return { organization, rows: rows.filter(({ deletedAt }) => deletedAt === null) };
}
