import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/** All our tables live in one schema and touch nothing else in a host's database. */
export const portico = pgSchema("portico");

const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const money = (name: string) => bigint(name, { mode: "number" });

/** Which Stripe account and mode this database belongs to: one row. */
export const deployment = portico.table(
  "deployment",
  {
    one: boolean("one").primaryKey().default(true),
    stripeAccount: text("stripe_account").notNull(),
    livemode: boolean("livemode").notNull(),
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

// What Stripe says. Written by projectCustomer alone.

export const customers = portico.table("customers", {
  organizationId: text("organization_id").primaryKey(),
  id: text("id").notNull().unique(),
  projectedAt: time("projected_at").notNull(),
});

export const subscriptions = portico.table(
  "subscriptions",
  {
    id: text("id").primaryKey(),
    customerId: text("customer_id").notNull(),
    status: text("status").notNull(),
    cancelAt: time("cancel_at"),
    trialEnd: time("trial_end"),
    endedAt: time("ended_at"),
    createdAt: time("created_at").notNull(),
  },
  (table) => [index("subscriptions_of_customer").on(table.customerId)],
);

export const subscriptionItems = portico.table(
  "subscription_items",
  {
    id: text("id").primaryKey(),
    subscriptionId: text("subscription_id")
      .notNull()
      .references(() => subscriptions.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    priceId: text("price_id").notNull(),
    plan: text("plan").notNull(),
    quantity: integer("quantity"),
    unitAmount: money("unit_amount"),
    currency: text("currency").notNull(),
    interval: text("interval"),
    intervalCount: integer("interval_count"),
    currentPeriodEnd: time("current_period_end").notNull(),
  },
  (table) => [index("items_of_subscription").on(table.subscriptionId)],
);

export const invoices = portico.table(
  "invoices",
  {
    id: text("id").primaryKey(),
    customerId: text("customer_id").notNull(),
    number: text("number"),
    status: text("status").notNull(),
    total: money("total").notNull(),
    currency: text("currency").notNull(),
    createdAt: time("created_at").notNull(),
  },
  (table) => [index("invoices_of_customer").on(table.customerId)],
);

export const paymentMethods = portico.table(
  "payment_methods",
  {
    id: text("id").primaryKey(),
    customerId: text("customer_id").notNull(),
    type: text("type").notNull(),
    brand: text("brand"),
    last4: text("last4"),
    expMonth: integer("exp_month"),
    expYear: integer("exp_year"),
    isDefault: boolean("is_default").notNull(),
  },
  (table) => [index("payment_methods_of_customer").on(table.customerId)],
);

/** Every Stripe event we received, once. Open until `done_at` or `dead_at`. */
export const inbox = portico.table(
  "inbox",
  {
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    customerId: text("customer_id"),
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

/** The right to write one customer's rows. The counter only grows, so that a lost lease cannot commit. */
export const leases = portico.table("leases", {
  customerId: text("customer_id").primaryKey(),
  counter: bigint("counter", { mode: "number" }).notNull(),
  until: time("until").notNull(),
});
