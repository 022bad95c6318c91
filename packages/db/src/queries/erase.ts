import { and, eq, inArray, isNotNull, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import {
  apiKeys,
  auditLog,
  customerClaims,
  customers,
  errands,
  history,
  inbox,
  memberships,
  mirror,
  people,
} from "../schema.ts";
import { eraseFromHistory, eraseFromMirror, eraseFromNotices, NOBODY } from "./erase-said.ts";

/** How many rows something personal was taken from. */
export interface Erased {
  letters: number;
  auditEntries: number;
  apiKeys: number;
  memberships: number;
  people: number;
  errands: number;
  customerClaims: number;
  paymentMethods: number;
  changes: number;
  notices: number;
}

/** The customers an organization ever had here, but for those that are another's now. */
export async function customersEverOf(db: Database, organization: string): Promise<string[]> {
  const ever = await db
    .select({ id: sql<string>`${history.customerId}` })
    .from(history)
    .where(and(eq(history.organizationId, organization), isNotNull(history.customerId)))
    .union(
      db
        .select({ id: sql<string>`${customers.id}` })
        .from(customers)
        .where(eq(customers.organizationId, organization)),
    );
  const anothers = await db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        ne(customers.organizationId, organization),
        inArray(
          customers.id,
          ever.map(({ id }) => id),
        ),
      ),
    );
  const taken = new Set(anothers.map(({ id }) => id));
  return ever.map(({ id }) => id).filter((id) => !taken.has(id));
}

/** Takes what is about people out of all rows about an organization. Whoever writes these customers' rows must wait. */
export async function erasePersonalData(
  tx: Database,
  organization: string,
  ofCustomers: string[],
): Promise<Erased> {
  return {
    letters: await emptyLetters(tx, ofCustomers),
    auditEntries: await eraseFromAuditLog(tx, organization),
    apiKeys: await eraseMakers(tx, organization),
    people: await deletePeople(tx, organization),
    memberships: await deleteMemberships(tx, organization),
    customerClaims: await eraseFromClaim(tx, organization),
    errands: await eraseFromErrands(tx, organization),
    paymentMethods: await eraseFromMirror(tx, ofCustomers),
    changes: await eraseFromHistory(tx, organization),
    notices: await eraseFromNotices(tx, organization),
  };
}

async function emptyLetters(tx: Database, ofCustomers: string[]): Promise<number> {
  const objects = tx
    .select({ id: mirror.id })
    .from(mirror)
    .where(inArray(mirror.customerId, ofCustomers));
  const emptied = await tx
    .update(inbox)
    .set({ payload: null })
    .where(
      and(
        isNotNull(inbox.payload),
        or(inArray(inbox.customerId, ofCustomers), inArray(inbox.objectId, objects)),
      ),
    )
    .returning({ id: inbox.id });
  return emptied.length;
}

async function eraseFromAuditLog(tx: Database, organization: string): Promise<number> {
  const erased = await tx
    .update(auditLog)
    .set({ personId: null, address: NOBODY })
    .where(
      and(
        eq(auditLog.organizationId, organization),
        ne(auditLog.action, "organization.erase"),
        or(isNotNull(auditLog.personId), ne(auditLog.address, NOBODY)),
      ),
    )
    .returning({ id: auditLog.id });
  return erased.length;
}

async function eraseMakers(tx: Database, organization: string): Promise<number> {
  const erased = await tx
    .update(apiKeys)
    .set({ createdBy: NOBODY })
    .where(and(eq(apiKeys.organizationId, organization), ne(apiKeys.createdBy, NOBODY)))
    .returning({ id: apiKeys.id });
  return erased.length;
}

/** Whoever belongs to another organization too stays known for its sake. */
async function deletePeople(tx: Database, organization: string): Promise<number> {
  const members = (which: SQL) =>
    tx.select({ id: memberships.personId }).from(memberships).where(which);
  const deleted = await tx
    .delete(people)
    .where(
      and(
        inArray(people.id, members(eq(memberships.organizationId, organization))),
        notInArray(people.id, members(ne(memberships.organizationId, organization))),
      ),
    )
    .returning({ id: people.id });
  return deleted.length;
}

async function eraseFromErrands(tx: Database, organization: string): Promise<number> {
  const erased = await tx
    .update(errands)
    .set({ names: [] })
    .where(and(eq(errands.organizationId, organization), ne(errands.names, [])))
    .returning({ id: errands.id });
  return erased.length;
}

async function deleteMemberships(tx: Database, organization: string): Promise<number> {
  const deleted = await tx
    .delete(memberships)
    .where(eq(memberships.organizationId, organization))
    .returning({ id: memberships.personId });
  return deleted.length;
}

async function eraseFromClaim(tx: Database, organization: string): Promise<number> {
  const erased = await tx
    .update(customerClaims)
    .set({ name: null, email: null })
    .where(
      and(
        eq(customerClaims.organizationId, organization),
        or(isNotNull(customerClaims.name), isNotNull(customerClaims.email)),
      ),
    )
    .returning({ id: customerClaims.organizationId });
  return erased.length;
}
