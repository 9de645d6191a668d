-- name: begin_batch
-- Point unqualified names at the live views, and keep a rebuild from swapping them meanwhile.
-- A batch need not wait for the disk: rows and position are lost together, and written again.
SELECT set_config('search_path', 'views, public', true),
       set_config('synchronous_commit', 'off', true),
       pg_advisory_xact_lock_shared(7307019, 2);

-- name: begin_swap
-- Wait until no batch is being written, and let none begin before this transaction ends.
SELECT pg_advisory_xact_lock(7307019, 2);

-- name: tracked
-- How far every version of every view has come.
SELECT name, position
  FROM log.tracking
 WHERE name LIKE 'views.%';

-- name: advance
-- Move views forward from where they were; one that is elsewhere by now is left out.
WITH recovered AS (
     DELETE FROM views.stalls WHERE name = ANY(:views::text[])
)
INSERT INTO log.tracking AS tracking (name, position)
SELECT unnest(:names::text[]), :up_to::bigint
    ON CONFLICT (name) DO UPDATE
   SET position = excluded.position
 WHERE tracking.position = :after::bigint
RETURNING name;

-- name: announce
-- Tell every process that views have moved.
NOTIFY views_moved;

-- name: set_position
-- Say where a rebuilt view stands.
INSERT INTO log.tracking (name, position)
VALUES (:name, :position)
    ON CONFLICT (name) DO UPDATE
   SET position = excluded.position;

-- name: forget_versions
-- Forget how far other versions of a view had come.
DELETE FROM log.tracking
 WHERE name LIKE 'views.' || :name || '.v%'
   AND name <> :kept;

-- name: stall
-- Note that a view cannot go on from a position, and why.
INSERT INTO views.stalls AS known (name, position, error, attempts)
VALUES (:name, :position, :error, 1)
    ON CONFLICT (name) DO UPDATE
   SET position  = excluded.position,
       error     = excluded.error,
       attempts  = known.attempts + 1,
       failed_at = clock_timestamp()
RETURNING attempts;

-- name: stalls
-- Which views cannot go on, and why.
SELECT name, position, error, attempts
  FROM views.stalls;

-- name: take_leadership
-- Become the one that moves the views of this database, unless another is.
SELECT pg_try_advisory_lock(7307019, 1);

-- name: forget_stalls
-- Forget that these views could not go on.
DELETE FROM views.stalls
 WHERE name = ANY(:views::text[]);

-- name: end_of_log
-- Where the log ends, and how many seconds ahead of the clock its newest event was recorded.
SELECT coalesce(max(last.position), 0) AS position,
       greatest(max(date_part('epoch', last.recorded_at - clock_timestamp())), 0)::float8 AS ahead
  FROM (SELECT position, recorded_at FROM log.events ORDER BY position DESC LIMIT 1) AS last;

-- name: waiting
-- How many seconds ago the first event after each of some positions was recorded.
SELECT given.position,
       greatest(date_part('epoch', clock_timestamp() - waits.recorded_at), 0)::float8 AS seconds
  FROM unnest(:positions::bigint[]) AS given (position)
 CROSS JOIN LATERAL (SELECT recorded_at
                       FROM log.events
                      WHERE position > given.position
                      ORDER BY position
                      LIMIT 1) AS waits;
