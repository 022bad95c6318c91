import { sql } from "drizzle-orm";
import { bigint, index, jsonb, text, unique } from "drizzle-orm/pg-core";
import type { Cause } from "../cause.ts";
import type { Kind, Recorded, Said } from "../said.ts";
import { portico, time, triedUntilDone } from "./portico.ts";

/** What was decided about a letter when it came: to work on it, or why not. */
export type LetterDecision =
  | "stored"
  | "not listened to"
  | "other account"
  | "other mode"
  | "unreadable";

// What Stripe says. Written by projection alone, under the lease of its customer.

/** Which customer an organization has. */
export const customers = portico.table("customers", {
  organizationId: text("organization_id").primaryKey(),
  id: text("id").notNull().unique(),
  claimedAt: time("claimed_at").notNull(),
});

/**
 * One row per object of a customer. Its word holds for `read_from` to `read_to` in Stripe's clock:
 * a letter from after that is believed, one from before is old news. A deleted object leaves its row.
 */
export const mirror = portico.table(
  "mirror",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<Kind>().notNull(),
    customerId: text("customer_id").notNull(),
    says: jsonb("says").$type<Said>().notNull(),
    readFrom: time("read_from").notNull(),
    readTo: time("read_to").notNull(),
    deletedAt: time("deleted_at"),
  },
  (table) => [
    index("mirror_of_customer").on(table.customerId),
    // Not by their status: an index on what changes makes every change dearer.
    index("mirror_subscriptions")
      .on(table.customerId)
      .where(sql`${table.kind} = 'subscription'`),
  ],
);

/** When a customer was last read whole, in Stripe's clock: what was not there then has no row. */
export const readings = portico.table("readings", {
  customerId: text("customer_id").primaryKey(),
  readFrom: time("read_from").notNull(),
  readTo: time("read_to").notNull(),
});

/** What a product is called, and which plan or pack of the catalog it is sold as. Written under the one lease of all plans. */
export const plans = portico.table("plans", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  plan: text("plan"),
  pack: text("pack"),
});

/** Every change the mirror went through. The ids of one organization grow in the order of its changes. */
export const history = portico.table(
  "history",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: text("organization_id").notNull(),
    /** Nothing where it is not Stripe that says it. */
    customerId: text("customer_id"),
    objectId: text("object_id").notNull(),
    /** Nothing where it was not known, or was deleted. */
    before: jsonb("before").$type<Recorded>(),
    after: jsonb("after").$type<Recorded>(),
    cause: jsonb("cause").$type<Cause>().notNull(),
    /** When it was so at Stripe, by Stripe's clock. */
    stripeAt: time("stripe_at").notNull(),
    at: time("at").notNull(),
  },
  (table) => [index("history_of_organization").on(table.organizationId, table.id)],
);

/** What the host application is told, in the order of an organization's changes. Open until `done_at` or `dead_at`. */
export const notices = portico.table(
  "notices",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: text("organization_id").notNull(),
    kind: text("kind").notNull(),
    /** What it is about, so that nothing is told twice because it was heard twice. */
    source: text("source").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    cause: jsonb("cause").$type<Cause>().notNull(),
    at: time("at").notNull(),
    ...triedUntilDone(),
  },
  (table) => [
    unique("notices_once").on(table.organizationId, table.kind, table.source),
    index("notices_open")
      .on(table.organizationId, table.id)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("notices_dead")
      .on(table.id)
      .where(sql`${table.deadAt} is not null`),
  ],
);

/** Every Stripe event we received, once. Open until `done_at` or `dead_at`. Without its payload it is asked about. */
export const inbox = portico.table(
  "inbox",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    customerId: text("customer_id"),
    /** What it is about: a subscription, an invoice, … */
    objectId: text("object_id"),
    decision: text("decision").$type<LetterDecision>().notNull(),
    createdAt: time("created_at").notNull(),
    receivedAt: time("received_at").notNull(),
    payload: text("payload"),
    ...triedUntilDone(),
  },
  (table) => [
    index("inbox_open")
      .on(table.nextAttemptAt)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("inbox_of_customer").on(table.customerId),
    index("inbox_dead")
      .on(table.receivedAt)
      .where(sql`${table.deadAt} is not null`),
  ],
);
