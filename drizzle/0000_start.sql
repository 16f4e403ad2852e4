CREATE TABLE "inbox" (
	"place" text NOT NULL,
	"event" text NOT NULL,
	"ordinal" integer,
	"asked" text,
	CONSTRAINT "inbox_place_event_pk" PRIMARY KEY("place","event")
);
--> statement-breakpoint
CREATE TABLE "interviews" (
	"place" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"saved" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"place" text NOT NULL,
	"version" integer NOT NULL,
	"letter" json NOT NULL,
	"brief" json NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letters_place_version_pk" PRIMARY KEY("place","version")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"key" text PRIMARY KEY NOT NULL,
	"place" text NOT NULL,
	"turn" integer NOT NULL,
	"part" integer NOT NULL,
	"body" json NOT NULL,
	"bytes" "bytea"
);
--> statement-breakpoint
CREATE INDEX "inbox_place_ordinal_index" ON "inbox" USING btree ("place","ordinal");--> statement-breakpoint
CREATE INDEX "interviews_state_index" ON "interviews" USING btree ("state");--> statement-breakpoint
CREATE INDEX "outbox_place_turn_part_index" ON "outbox" USING btree ("place","turn","part");