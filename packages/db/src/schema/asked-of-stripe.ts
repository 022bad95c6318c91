import { sql } from "drizzle-orm";
import { bigint, index, integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { portico, time, triedUntilDone } from "./portico.ts";

export type ErrandKind = "follow members" | "end plans" | "end double" | "settle money back";

// What we ask of Stripe.

/** The one request by which an organization becomes a customer: whoever asks for it, asks the same. */
export const customerClaims = portico.table("customer_claims", {
  organizationId: text("organization_id").primaryKey(),
  name: text("name"),
  email: text("email"),
  idempotencyKey: text("idempotency_key").notNull(),
  firstTriedAt: time("first_tried_at").notNull(),
  lastTriedAt: time("last_tried_at").notNull(),
});

/** The newest checkout of an organization, one for plans and one for credits. */
export const checkouts = portico.table(
  "checkouts",
  {
    organizationId: text("organization_id").notNull(),
    sells: text("sells").$type<"plan" | "credits">().notNull(),
    /** Nothing until Stripe answered. */
    sessionId: text("session_id"),
    idempotencyKey: text("idempotency_key").notNull(),
    startedAt: time("started_at").notNull(),
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sells] })],
);

/** What is to be done at Stripe, whatever happens to us: once for each subject at a time, until `done_at` or `dead_at`. */
export const errands = portico.table(
  "errands",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text("kind").$type<ErrandKind>().notNull(),
    /** What it is about: an organization, a subscription, a refund. */
    subject: text("subject").notNull(),
    organizationId: text("organization_id").notNull(),
    /** Whoever it is for, where the history is to name them. */
    names: text("names").array().notNull(),
    /** How often it was asked for: whoever did it for fewer has not done it. */
    asked: integer("asked").notNull().default(1),
    askedAt: time("asked_at").notNull(),
    ...triedUntilDone(),
  },
  (table) => [
    uniqueIndex("errands_once")
      .on(table.kind, table.subject)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("errands_open")
      .on(table.nextAttemptAt)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("errands_of_organization").on(table.organizationId),
  ],
);
