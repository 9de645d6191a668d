-- name: take_rebuilding
-- Become the only one that rebuilds views of this database.
SELECT pg_try_advisory_lock(7307019, 3);

-- name: is_led
-- Whether some process moves the views of this database at this moment.
SELECT EXISTS (
       SELECT FROM pg_locks
        WHERE locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid, objid) = (7307019, 1)
          AND granted);
