CREATE TABLE "portico"."readings" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"read_from" timestamp with time zone NOT NULL,
	"read_to" timestamp with time zone NOT NULL
);--> statement-breakpoint
DROP TABLE "portico"."invoices" CASCADE;--> statement-breakpoint
DROP TABLE "portico"."payment_methods" CASCADE;--> statement-breakpoint
DROP TABLE "portico"."subscription_items" CASCADE;--> statement-breakpoint
DROP TABLE "portico"."subscriptions" CASCADE;--> statement-breakpoint
ALTER TABLE "portico"."customers" RENAME COLUMN "projected_at" TO "claimed_at";--> statement-breakpoint
UPDATE "portico"."inbox" SET "done_at" = NULL, "next_attempt_at" = now() WHERE "id" IN (
	SELECT DISTINCT ON ("customer_id") "id" FROM "portico"."inbox"
	WHERE "decision" = 'stored' AND "customer_id" IS NOT NULL ORDER BY "customer_id", "created_at" DESC
);
