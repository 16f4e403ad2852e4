ALTER TABLE "letters" ADD COLUMN "format" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "format" integer DEFAULT 1 NOT NULL;