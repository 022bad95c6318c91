CREATE TABLE "portico"."checkouts" (
	"organization_id" text NOT NULL,
	"sells" text NOT NULL,
	"session_id" text,
	"idempotency_key" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkouts_organization_id_sells_pk" PRIMARY KEY("organization_id","sells")
);
--> statement-breakpoint
CREATE TABLE "portico"."credit_balances" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"balance" bigint NOT NULL,
	"owed" bigint NOT NULL,
	CONSTRAINT "credit_balance_is_not_negative" CHECK ("portico"."credit_balances"."balance" >= 0),
	CONSTRAINT "credits_owed_are_not_negative" CHECK ("portico"."credit_balances"."owed" >= 0),
	CONSTRAINT "credits_are_owed_or_had" CHECK ("portico"."credit_balances"."balance" = 0 or "portico"."credit_balances"."owed" = 0)
);
--> statement-breakpoint
CREATE TABLE "portico"."credit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."credit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"amount" bigint NOT NULL,
	"balance" bigint NOT NULL,
	"owed" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_entries_once" UNIQUE("organization_id","source")
);
--> statement-breakpoint
CREATE TABLE "portico"."credit_lots" (
	"organization_id" text NOT NULL,
	"source" text NOT NULL,
	"remaining" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_lots_organization_id_source_pk" PRIMARY KEY("organization_id","source"),
	CONSTRAINT "credit_lot_is_not_negative" CHECK ("portico"."credit_lots"."remaining" >= 0)
);
--> statement-breakpoint
CREATE TABLE "portico"."customer_claims" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"idempotency_key" text NOT NULL,
	"first_tried_at" timestamp with time zone NOT NULL,
	"last_tried_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."errands" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."errands_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"organization_id" text NOT NULL,
	"names" text[] NOT NULL,
	"asked" integer DEFAULT 1 NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "portico"."overrides" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."overrides_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" text NOT NULL,
	"gives" jsonb NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "portico"."history" ALTER COLUMN "customer_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "portico"."deployment" ADD COLUMN "moving_in" text DEFAULT 'not known' NOT NULL;--> statement-breakpoint
ALTER TABLE "portico"."plans" ADD COLUMN "plan" text;--> statement-breakpoint
ALTER TABLE "portico"."plans" ADD COLUMN "pack" text;--> statement-breakpoint
CREATE INDEX "credit_entries_of_organization" ON "portico"."credit_entries" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "credit_lots_expiring" ON "portico"."credit_lots" USING btree ("expires_at") WHERE "portico"."credit_lots"."remaining" > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "errands_once" ON "portico"."errands" USING btree ("kind","subject") WHERE "portico"."errands"."done_at" is null and "portico"."errands"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "errands_open" ON "portico"."errands" USING btree ("next_attempt_at") WHERE "portico"."errands"."done_at" is null and "portico"."errands"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "errands_of_organization" ON "portico"."errands" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "overrides_of_organization" ON "portico"."overrides" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "portico"."inbox" USING btree ("received_at") WHERE "portico"."inbox"."dead_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_dead" ON "portico"."notices" USING btree ("id") WHERE "portico"."notices"."dead_at" is not null;