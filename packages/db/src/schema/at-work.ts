import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, text } from "drizzle-orm/pg-core";
import { portico, time } from "./portico.ts";

export type MovingIn = "not known" | "not needed" | "needed" | "done";

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
