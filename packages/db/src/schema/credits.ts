import { sql } from "drizzle-orm";
import { bigint, check, index, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { portico, time } from "./portico.ts";

export type CreditKind = "granted" | "spent" | "expired" | "taken back" | "given back";

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
