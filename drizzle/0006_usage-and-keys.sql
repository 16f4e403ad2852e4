CREATE TABLE "keys" (
	"id" text PRIMARY KEY NOT NULL,
	"proof" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage" (
	"day" text NOT NULL,
	"what" text NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "usage_day_what_pk" PRIMARY KEY("day","what")
);
--> statement-breakpoint
ALTER TABLE "interviews" ADD COLUMN "at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "interviews_at_index" ON "interviews" USING btree ("at");