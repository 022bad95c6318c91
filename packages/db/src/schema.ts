import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from "drizzle-orm/pg-core";
import type { Cause } from "./cause.ts";
import type { Kind, Said } from "./said.ts";

/** All our tables live in one schema and touch nothing else in a host's database. */
export const portico = pgSchema("portico");

const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Which Stripe account and mode this database belongs to: one row. */
export const deployment = portico.table(
  "deployment",
  {
    one: boolean("one").primaryKey().default(true),
    stripeAccount: text("stripe_account").notNull(),
    livemode: boolean("livemode").notNull(),
    /** Stripe's events up to here were looked through for some that never came. */
    caughtUpTo: time("caught_up_to"),
  },
  (table) => [check("deployment_is_one_row", sql`${table.one}`)],
);

// Who, as Clerk tells it. `told_at` is Clerk's time of the newest word; a tombstone stays.

export const organizations = portico.table("organizations", {
  id: text("id").primaryKey(),
  name: text("name"),
  toldAt: time("told_at").notNull(),
  deletedAt: time("deleted_at"),
});

export const people = portico.table("people", {
  id: text("id").primaryKey(),
  name: text("name"),
  email: text("email"),
  toldAt: time("told_at").notNull(),
  deletedAt: time("deleted_at"),
});

export const memberships = portico.table(
  "memberships",
  {
    organizationId: text("organization_id").notNull(),
    personId: text("person_id").notNull(),
    role: text("role").notNull(),
    toldAt: time("told_at").notNull(),
    endedAt: time("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.personId] })],
);

/** Every word from Clerk, once, by its svix-id. */
export const clerkInbox = portico.table("clerk_inbox", {
  id: text("id").primaryKey(),
  type: text("type").notNull(),
  receivedAt: time("received_at").notNull(),
});

/** A key is known by its hash alone; what is kept of it in clear is enough to tell it from others on a list. */
export const apiKeys = portico.table(
  "api_keys",
  {
    id: text("id").primaryKey(),
    hash: text("hash").notNull().unique(),
    organizationId: text("organization_id").notNull(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    last4: text("last4").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: time("created_at").notNull(),
    expiresAt: time("expires_at"),
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
  },
  (table) => [index("api_keys_of_organization").on(table.organizationId)],
);

/** What was done for an organization, or tried in vain: never a secret, never an address of the portal. */
export const auditLog = portico.table(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: time("at").notNull(),
    organizationId: text("organization_id").notNull(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(),
    /** What was made or revoked. */
    subject: text("subject"),
    personId: text("person_id"),
    apiKeyId: text("api_key_id"),
    address: text("address").notNull(),
    requestId: text("request_id").notNull(),
  },
  (table) => [index("audit_log_of_organization").on(table.organizationId, table.id)],
);

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
  (table) => [index("mirror_of_customer").on(table.customerId)],
);

/** When a customer was last read whole, in Stripe's clock: what was not there then has no row. */
export const readings = portico.table("readings", {
  customerId: text("customer_id").primaryKey(),
  readFrom: time("read_from").notNull(),
  readTo: time("read_to").notNull(),
});

/** What a product is called. Written under the one lease of all plans. */
export const plans = portico.table("plans", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
});

/** Every change the mirror went through. The ids of one organization grow in the order of its changes. */
export const history = portico.table(
  "history",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: text("organization_id").notNull(),
    customerId: text("customer_id").notNull(),
    objectId: text("object_id").notNull(),
    /** Nothing where it was not known, or was deleted. */
    before: jsonb("before").$type<Said>(),
    after: jsonb("after").$type<Said>(),
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
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull(),
    lastError: text("last_error"),
    doneAt: time("done_at"),
    deadAt: time("dead_at"),
  },
  (table) => [
    unique("notices_once").on(table.organizationId, table.kind, table.source),
    index("notices_open")
      .on(table.organizationId, table.id)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
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
    decision: text("decision").notNull(),
    createdAt: time("created_at").notNull(),
    receivedAt: time("received_at").notNull(),
    payload: text("payload"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull(),
    lastError: text("last_error"),
    doneAt: time("done_at"),
    deadAt: time("dead_at"),
  },
  (table) => [
    index("inbox_open")
      .on(table.nextAttemptAt)
      .where(sql`${table.doneAt} is null and ${table.deadAt} is null`),
    index("inbox_of_customer").on(table.customerId),
  ],
);

/** The right to write the rows of one subject: a customer, say. The counter only grows, so that a lost lease cannot commit. */
export const leases = portico.table("leases", {
  subject: text("subject").primaryKey(),
  counter: bigint("counter", { mode: "number" }).notNull(),
  until: time("until").notNull(),
});

/** How fast all replicas together may ask Stripe, beside people's clicks: one row. */
export const stripePace = portico.table(
  "stripe_pace",
  {
    one: boolean("one").primaryKey().default(true),
    tokens: integer("tokens").notNull(),
    refilledAt: time("refilled_at").notNull(),
    /** How often in a row Stripe did not answer. */
    failures: integer("failures").notNull().default(0),
    pausedUntil: time("paused_until"),
  },
  (table) => [check("stripe_pace_is_one_row", sql`${table.one}`)],
);

/** Runs of `portico sync`, each of which goes on where it was stopped. */
export const syncRuns = portico.table("sync_runs", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  startedAt: time("started_at").notNull(),
  /** The customer it came to, in the order of their ids. */
  cursor: text("cursor"),
  total: integer("total"),
  done: integer("done").notNull().default(0),
  differed: integer("differed").notNull().default(0),
  finishedAt: time("finished_at"),
});

/** Read and written by the rate limiter alone, which gives the columns by their order. */
export const rateLimits = portico.table("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: bigint("expire", { mode: "number" }),
});
