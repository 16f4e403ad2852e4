CREATE TABLE "held" (
	"place" text NOT NULL,
	"event" text NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "held_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"body" json NOT NULL,
	CONSTRAINT "held_place_event_pk" PRIMARY KEY("place","event")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"place" text NOT NULL,
	"message" text NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "questions_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"position" text,
	"slot" text NOT NULL,
	CONSTRAINT "questions_place_message_pk" PRIMARY KEY("place","message")
);
