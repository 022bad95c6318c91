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
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Cause } from "./cause.ts";
import type { Kind, OverrideGives, Recorded, Said } from "./said.ts";

export type MovingIn = "not known" | "not needed" | "needed" | "done";

export type ErrandKind = "follow members" | "end plans" | "end double" | "settle money back";

export type CreditKind = "granted" | "spent" | "expired" | "taken back" | "given back";

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
    /** Whether the customers that the account had before us were linked to organizations. */
    movingIn: text("moving_in").$type<MovingIn>().notNull().default("not known"),
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
    index("inbox_dead")
      .on(table.receivedAt)
      .where(sql`${table.deadAt} is not null`),
  ],
);

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
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: time("next_attempt_at").notNull(),
    lastError: text("last_error"),
    doneAt: time("done_at"),
    deadAt: time("dead_at"),
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

// What an organization may do.

/** A plan, a feature or a limit that an organization has by our word, whatever it pays. */
export const overrides = portico.table(
  "overrides",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: text("organization_id").notNull(),
    gives: jsonb("gives").$type<OverrideGives>().notNull(),
    author: text("author").notNull(),
    reason: text("reason").notNull(),
    startsAt: time("starts_at").notNull(),
    endsAt: time("ends_at"),
  },
  (table) => [index("overrides_of_organization").on(table.organizationId)],
);

// Credits. The sum of an organization's entries is its balance less what it owes.

export const creditBalances = portico.table(
  "credit_balances",
  {
    organizationId: text("organization_id").primaryKey(),
    balance: bigint("balance", { mode: "number" }).notNull(),
    /** What was taken back after it was spent. Grants repay it first. */
    owed: bigint("owed", { mode: "number" }).notNull(),
  },
  (table) => [
    check("credit_balance_is_not_negative", sql`${table.balance} >= 0`),
    check("credits_owed_are_not_negative", sql`${table.owed} >= 0`),
    check("credits_are_owed_or_had", sql`${table.balance} = 0 or ${table.owed} = 0`),
  ],
);

/** Every credit that came or went, once for each source. The ids of one organization grow in the order of its entries. */
export const creditEntries = portico.table(
  "credit_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: text("organization_id").notNull(),
    kind: text("kind").$type<CreditKind>().notNull(),
    /** Why there is this entry: an invoice, a refund, the key of a spend. */
    source: text("source").notNull(),
    amount: bigint("amount", { mode: "number" }).notNull(),
    /** After it. */
    balance: bigint("balance", { mode: "number" }).notNull(),
    owed: bigint("owed", { mode: "number" }).notNull(),
    at: time("at").notNull(),
  },
  (table) => [
    unique("credit_entries_once").on(table.organizationId, table.source),
    index("credit_entries_of_organization").on(table.organizationId, table.id),
  ],
);

/** What is left of credits that expire. They are spent first, the soonest to expire before the others. */
export const creditLots = portico.table(
  "credit_lots",
  {
    organizationId: text("organization_id").notNull(),
    source: text("source").notNull(),
    remaining: bigint("remaining", { mode: "number" }).notNull(),
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.source] }),
    index("credit_lots_expiring")
      .on(table.expiresAt)
      .where(sql`${table.remaining} > 0`),
    check("credit_lot_is_not_negative", sql`${table.remaining} >= 0`),
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
