ALTER TABLE "inbox" DROP COLUMN "asked";--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "format";