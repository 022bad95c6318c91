import { bigint, index, primaryKey, text } from "drizzle-orm/pg-core";
import { portico, time } from "./portico.ts";

/** What is done for an organization, or tried in vain. */
export type AuditAction =
  | "portal.open"
  | "checkout.start"
  | "plan.preview"
  | "plan.change"
  | "plan.cancel"
  | "plan.resume"
  | "billing.view"
  | "entitlements.read"
  | "api_key.list"
  | "api_key.make"
  | "api_key.revoke"
  | "audit_log.read"
  | "history.read"
  | "credits.view"
  | "credits.spend"
  | "credits.buy"
  | "customer.link"
  | "organization.erase";

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
    action: text("action").$type<AuditAction>().notNull(),
    outcome: text("outcome").$type<"done" | "refused">().notNull(),
    /** What was made or revoked. */
    subject: text("subject"),
    personId: text("person_id"),
    apiKeyId: text("api_key_id"),
    address: text("address").notNull(),
    requestId: text("request_id").notNull(),
  },
  (table) => [index("audit_log_of_organization").on(table.organizationId, table.id)],
);
