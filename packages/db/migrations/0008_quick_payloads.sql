-- To pack a letter with pglz costs more than all else that storing it does. Not every server is built with lz4.
DO $$ BEGIN
  ALTER TABLE "portico"."inbox" ALTER COLUMN "payload" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
