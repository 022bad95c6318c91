import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import {
  customerClaims,
  customers,
  deployment,
  mirror,
  organizations,
  readings,
} from "../schema.ts";

export type CustomerClaim = typeof customerClaims.$inferSelect;

export interface ClaimWish {
  organizationId: string;
  /** Where we were not told how the organization is called. */
  name: string | null;
  email: string | null;
  idempotencyKey: string;
  at: Date;
  /** What was first tried earlier is not tried again. */
  repeatsSince: Date;
}

/** The customer an organization has, else the request by which it gets one. Neither where nobody has moved in yet. */
export async function claimCustomer(db: Database, wish: ClaimWish) {
  const { organizationId, at } = wish;
  const known = db
    .$with("known")
    .as(
      db
        .select({ customer: customers.id })
        .from(customers)
        .where(eq(customers.organizationId, organizationId)),
    );
  const claim = db.$with("claim").as(
    db
      .insert(customerClaims)
      .select(rowFor(wish))
      .onConflictDoUpdate({
        target: customerClaims.organizationId,
        set: {
          lastTriedAt: sql`case when ${customerClaims.firstTriedAt} > ${wish.repeatsSince.toISOString()}::timestamptz then ${at.toISOString()}::timestamptz else ${customerClaims.lastTriedAt} end`,
        },
      })
      .returning(),
  );
  const [row] = await db
    .with(known, claim)
    .select({
      customer: known.customer,
      movingIn: deployment.movingIn,
      claim: {
        organizationId: claim.organizationId,
        name: claim.name,
        email: claim.email,
        idempotencyKey: claim.idempotencyKey,
        firstTriedAt: claim.firstTriedAt,
        lastTriedAt: claim.lastTriedAt,
      },
    })
    .from(sql`(values (1)) as one`)
    .leftJoin(known, sql`true`)
    .leftJoin(claim, sql`true`)
    .leftJoin(deployment, sql`true`);
  return {
    customer: row?.customer ?? null,
    movingIn: row?.movingIn ?? null,
    claim: row?.claim ?? null,
  };
}

function rowFor({ organizationId, name, email, idempotencyKey, at }: ClaimWish) {
  const calledHere = sql`(select ${organizations.name} from ${organizations} where ${organizations.id} = ${organizationId})`;
  const time = sql`${at.toISOString()}::timestamptz`;
  return sql`select ${organizationId}::text, coalesce(${calledHere}, ${name}::text), ${email}::text, ${idempotencyKey}::text, ${time}, ${time}
    where not exists (select from known)
    and exists (select from ${deployment} where ${deployment.movingIn} in ('not needed', 'done'))`;
}

/** The request begins anew, by whoever comes first. */
export async function renewClaim(
  db: Database,
  claim: CustomerClaim,
  next: { email: string | null; idempotencyKey: string; at: Date },
) {
  await db
    .update(customerClaims)
    .set({
      email: next.email,
      idempotencyKey: next.idempotencyKey,
      firstTriedAt: next.at,
      lastTriedAt: next.at,
    })
    .where(isStill(claim));
}

/** As if it were too old to be tried again, and with another key for when it is. */
export async function ageClaim(db: Database, claim: CustomerClaim, idempotencyKey: string) {
  await db
    .update(customerClaims)
    .set({ idempotencyKey, firstTriedAt: new Date(0) })
    .where(isStill(claim));
}

/** The customer the organization has then: another where that was first, none where Stripe says since that this one is not its own. */
export async function keepNewCustomer(
  db: Database,
  organizationId: string,
  id: string,
  at: Date,
): Promise<string | null> {
  const itself = sql`from ${mirror} where ${mirror.id} = ${id}`;
  const isAnothers = sql`(${mirror.deletedAt} is not null or ${mirror.says}->>'organization' is distinct from ${organizationId})`;
  // Of what was gone before it was ever seen there is a reading alone.
  const wasRead = sql`exists (select from ${readings} where ${readings.customerId} = ${id})`;
  const saysOtherwise = sql`exists (select ${itself} and ${isAnothers}) or ${wasRead} and not exists (select ${itself})`;
  await db
    .insert(customers)
    .select(
      sql`select ${organizationId}::text, ${id}::text, ${at.toISOString()}::timestamptz where not (${saysOtherwise})`,
    )
    .onConflictDoNothing();
  const [row] = await db
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.organizationId, organizationId));
  return row?.id ?? null;
}

function isStill({ organizationId, idempotencyKey, firstTriedAt }: CustomerClaim) {
  return and(
    eq(customerClaims.organizationId, organizationId),
    eq(customerClaims.idempotencyKey, idempotencyKey),
    eq(customerClaims.firstTriedAt, firstTriedAt),
  );
}
