-- name: take_rebuilding
-- Become the only one that rebuilds views of this database.
SELECT pg_try_advisory_lock(7307019, 3);

-- name: constraints
-- The keys of a live table, as statements would make them.
SELECT conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint
 WHERE conrelid = to_regclass('views.' || :table)
   AND contype IN ('p', 'u')
 ORDER BY conname;

-- name: indexes
-- The other indexes of a live table, as statements make them.
SELECT pg_get_indexdef(index.indexrelid) AS definition
  FROM pg_index AS index
 WHERE index.indrelid = to_regclass('views.' || :table)
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.indexrelid)
 ORDER BY index.indexrelid;

-- name: is_led
-- Whether some process moves the views of this database at this moment.
SELECT EXISTS (
       SELECT FROM pg_locks
        WHERE locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid, objid) = (7307019, 1)
          AND granted);
