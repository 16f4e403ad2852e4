-- The bytes of a file stand in its message from now on. Those of a sealed one can't be put there: it is set aside.
UPDATE "outbox" SET "body" = (left("body"::text, -1) || ',"bytes":"' || translate(encode("bytes", 'base64'), E'\n', '') || '"}')::json
  WHERE "bytes" IS NOT NULL AND "body"::text NOT LIKE '{"key":%';--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "bytes";