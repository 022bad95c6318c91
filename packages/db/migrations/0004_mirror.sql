CREATE TABLE "portico"."history" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"object_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"cause" jsonb NOT NULL,
	"stripe_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."mirror" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"customer_id" text NOT NULL,
	"says" jsonb NOT NULL,
	"read_from" timestamp with time zone NOT NULL,
	"read_to" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "portico"."notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"cause" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	CONSTRAINT "notices_once" UNIQUE("organization_id","kind","source")
);
--> statement-breakpoint
CREATE TABLE "portico"."plans" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."stripe_pace" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"tokens" integer NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"paused_until" timestamp with time zone,
	CONSTRAINT "stripe_pace_is_one_row" CHECK ("portico"."stripe_pace"."one")
);
--> statement-breakpoint
CREATE TABLE "portico"."sync_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "portico"."sync_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp with time zone NOT NULL,
	"cursor" text,
	"total" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"differed" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "portico"."deployment" ADD COLUMN "caught_up_to" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "portico"."inbox" ADD COLUMN "object_id" text;--> statement-breakpoint
CREATE INDEX "history_of_organization" ON "portico"."history" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "mirror_of_customer" ON "portico"."mirror" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "notices_open" ON "portico"."notices" USING btree ("organization_id","id") WHERE "portico"."notices"."done_at" is null and "portico"."notices"."dead_at" is null;--> statement-breakpoint
ALTER TABLE "portico"."leases" RENAME COLUMN "customer_id" TO "subject";
