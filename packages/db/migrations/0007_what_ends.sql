ALTER TABLE "portico"."overrides" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "mirror_subscriptions" ON "portico"."mirror" USING btree ("customer_id") WHERE "portico"."mirror"."kind" = 'subscription';--> statement-breakpoint
CREATE INDEX "overrides_ending" ON "portico"."overrides" USING btree ("ends_at") WHERE "portico"."overrides"."ended_at" is null;--> statement-breakpoint
UPDATE "portico"."overrides" SET "ended_at" = "ends_at" WHERE "ends_at" <= now();
