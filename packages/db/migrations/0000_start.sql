CREATE SCHEMA IF NOT EXISTS "portico";
--> statement-breakpoint
CREATE TABLE "portico"."clerk_inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."customers" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"projected_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "portico"."deployment" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"stripe_account" text NOT NULL,
	"livemode" boolean NOT NULL,
	CONSTRAINT "deployment_is_one_row" CHECK ("portico"."deployment"."one")
);
--> statement-breakpoint
CREATE TABLE "portico"."inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"customer_id" text,
	"decision" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"payload" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "portico"."invoices" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"total" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."leases" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"counter" bigint NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."memberships" (
	"organization_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "memberships_organization_id_person_id_pk" PRIMARY KEY("organization_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "portico"."organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"told_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "portico"."payment_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"type" text NOT NULL,
	"brand" text,
	"last4" text,
	"exp_month" integer,
	"exp_year" integer,
	"is_default" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"told_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "portico"."subscription_items" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"position" integer NOT NULL,
	"price_id" text NOT NULL,
	"plan" text NOT NULL,
	"quantity" integer,
	"unit_amount" bigint,
	"currency" text NOT NULL,
	"interval" text,
	"interval_count" integer,
	"current_period_end" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portico"."subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"cancel_at" timestamp with time zone,
	"trial_end" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "portico"."subscription_items" ADD CONSTRAINT "subscription_items_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "portico"."subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_open" ON "portico"."inbox" USING btree ("next_attempt_at") WHERE "portico"."inbox"."done_at" is null and "portico"."inbox"."dead_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_of_customer" ON "portico"."inbox" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "invoices_of_customer" ON "portico"."invoices" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "payment_methods_of_customer" ON "portico"."payment_methods" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "items_of_subscription" ON "portico"."subscription_items" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "subscriptions_of_customer" ON "portico"."subscriptions" USING btree ("customer_id");