-- name: take_reacting
-- Become the one process that runs the reactors of this database, unless another is.
SELECT pg_try_advisory_lock(7307019, 4);

-- name: cursor
-- How far a reactor has come, 0 when it never moved.
SELECT coalesce((SELECT position FROM log.tracking WHERE name = :name), 0);

-- name: cursors
-- How far all reactors have come.
SELECT name, position
  FROM log.tracking
 WHERE name LIKE 'reactors.%';

-- name: next_events
-- The next events of some topics between two positions.
SELECT position, stream, version, topic, state, recorded_at, actor, office, effective_on
  FROM log.events
 WHERE position > :after
   AND position <= :up_to
   AND topic = ANY(:topics::text[])
 ORDER BY position
 LIMIT :limit;

-- name: move
-- Move a reactor ahead, never back; what stopped it is over.
WITH recovered AS (
     DELETE FROM views.stalls WHERE name = :name
)
INSERT INTO log.tracking AS tracking (name, position)
VALUES (:name, :position)
    ON CONFLICT (name) DO UPDATE
   SET position = excluded.position
 WHERE tracking.position < excluded.position;
