import { sql } from "drizzle-orm";
import { bigint, index, jsonb, text } from "drizzle-orm/pg-core";
import type { OverrideGives } from "../said.ts";
import { portico, time } from "./portico.ts";

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
    /** Since when its end is in the history. */
    endedAt: time("ended_at"),
  },
  (table) => [
    index("overrides_of_organization").on(table.organizationId),
    index("overrides_ending")
      .on(table.endsAt)
      .where(sql`${table.endedAt} is null`),
  ],
);
