-- name: create_schema_migrations!
-- Keep account of the migrations that this database has been through.
CREATE TABLE IF NOT EXISTS schema_migrations (
    number      integer     PRIMARY KEY CHECK (number > 0),
    name        text        NOT NULL,
    sha256      text        NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- name: has_schema_migrations$
-- Say whether this database has ever been migrated.
SELECT to_regclass('schema_migrations') IS NOT NULL;

-- name: applied_migrations
-- List the migrations that this database has been through, in order.
SELECT number, name, sha256, applied_at
  FROM schema_migrations
 ORDER BY number;

-- name: record_migration!
-- Remember that a migration was applied, and its very bytes.
INSERT INTO schema_migrations (number, name, sha256)
VALUES (:number, :name, :sha256);

-- name: lock_migrations!
-- Wait until nobody else migrates this database; held by the session until it is released.
SELECT pg_advisory_lock(7307019, 9);

-- name: release_migrations!
-- Let the next one migrate.
SELECT pg_advisory_unlock(7307019, 9);
