import {
  askErrand,
  type Cause,
  customerOrClaim,
  type Database,
  keepApiKey,
  keepAuditEntries,
  keepHistory,
  keepLetters,
  keepMembership,
  keepNotices,
  keepOrganization,
  keepPerson,
  type Said,
  writeMirror,
} from "@portico/db";
import { bill, team, visa } from "@portico/db/examples";

const toldAt = new Date(Date.UTC(2026, 0, 1));

/** Ada belongs to both organizations, each other member to one. */
export async function knowAllOf(db: Database, organization: string) {
  const own = `user_of_${organization}`;
  await keepOrganization(db, { id: organization, name: organization, toldAt });
  for (const id of ["user_ada", own]) {
    await keepPerson(db, { id, name: `Name of ${id}`, email: `${id}@example.com`, toldAt });
    await keepMembership(db, {
      organizationId: organization,
      personId: id,
      role: "org:admin",
      toldAt,
    });
  }
  await keepAuditEntries(db, [
    {
      at: toldAt,
      organizationId: organization,
      action: "portal.open",
      outcome: "done",
      personId: own,
      address: "192.0.2.7",
      requestId: "01",
    },
  ]);
  await keepApiKey(
    db,
    {
      id: `key_of_${organization}`,
      hash: organization,
      organizationId: organization,
      name: "CI",
      prefix: "am_test_",
      last4: "abcd",
      scopes: [],
      createdBy: own,
      createdAt: toldAt,
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    },
    10,
  );
  await keepLetters(db, [
    {
      id: `evt_of_${organization}`,
      type: "customer.updated",
      customerId: `cus_of_${organization}`,
      decision: "stored",
      payload: `{"email":"${own}@example.com"}`,
      createdAt: toldAt,
      receivedAt: toldAt,
      nextAttemptAt: toldAt,
      doneAt: toldAt,
    },
  ]);
  await customerOrClaim(db, {
    organizationId: organization,
    name: null,
    email: `${own}@example.com`,
    idempotencyKey: organization,
    at: toldAt,
    repeatsSince: toldAt,
  });
  await writeMirror(db, [
    {
      id: `pm_1_of_${organization}`,
      kind: "payment_method",
      customerId: `cus_of_${organization}`,
      says: visa,
      readFrom: toldAt,
      readTo: toldAt,
      deletedAt: null,
    },
  ]);
  const paid = { ...bill, status: "paid", amountPaid: 4900 };
  const said = { pm_1: visa, sub_1: team, in_1: paid };
  const rowOf = (object: string, after: Said, cause: Cause) => ({
    organizationId: organization,
    customerId: `cus_of_${organization}`,
    objectId: `${object}_of_${organization}`,
    before: null,
    after,
    cause,
    stripeAt: toldAt,
    at: toldAt,
  });
  await keepHistory(db, [
    rowOf("sub_1", team, { by: "seats", members: [own] }),
    ...Object.entries(said).map(([object, after]) =>
      rowOf(object, after, { by: "refresh", actor: own }),
    ),
  ]);
  await keepNotices(db, [
    {
      organizationId: organization,
      kind: "cancel.asked",
      source: "sub_1",
      cause: { by: "change", actor: own },
      at: toldAt,
      nextAttemptAt: toldAt,
    },
  ]);
  await askErrand(db, {
    kind: "follow members",
    subject: organization,
    organizationId: organization,
    names: [own],
    at: toldAt,
    notBefore: toldAt,
  });
}
