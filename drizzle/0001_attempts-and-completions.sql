CREATE TABLE "completions" (
	"place" text NOT NULL,
	"version" integer NOT NULL,
	"step" text NOT NULL,
	"raw" json NOT NULL,
	CONSTRAINT "completions_place_version_step_pk" PRIMARY KEY("place","version","step")
);
--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "usage" json;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "noted" text;