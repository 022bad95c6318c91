import { integer, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

/** All our tables live in one schema and touch nothing else in a host's database. */
export const portico = pgSchema("portico");

export const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** What is tried again until it is done, or given up. */
export const triedUntilDone = () => ({
  attempts: integer("attempts").notNull().default(0),
  nextAttemptAt: time("next_attempt_at").notNull(),
  lastError: text("last_error"),
  doneAt: time("done_at"),
  deadAt: time("dead_at"),
});
