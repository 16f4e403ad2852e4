ALTER TABLE "interviews" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "interviews_remind_at_index" ON "interviews" USING btree ("remind_at");