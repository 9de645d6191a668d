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

-- name: put_off
-- Put the reaction to one event off, for some seconds.
INSERT INTO views.put_off (reactor, position, attempts, due_at, error)
VALUES (:name, :position, :attempts, now() + make_interval(secs => :seconds), :error)
    ON CONFLICT (reactor, position) DO UPDATE
   SET attempts = excluded.attempts,
       due_at   = excluded.due_at,
       error    = excluded.error;

-- name: due
-- Reactions that were put off until now, the earliest first, with their events.
SELECT event.position, event.stream, event.version, event.topic, event.state, event.recorded_at,
       event.actor, event.office, event.effective_on
  FROM views.put_off AS waiting
  JOIN log.events AS event USING (position)
 WHERE waiting.reactor = :name
   AND waiting.due_at <= now()
 ORDER BY waiting.due_at
 LIMIT :limit;

-- name: attempts
-- How often the reaction to one event was tried in vain.
SELECT coalesce((SELECT attempts FROM views.put_off
                  WHERE reactor = :name AND position = :position), 0);

-- name: done_after_all
-- Forget that a reaction was put off.
DELETE FROM views.put_off
 WHERE reactor = :name
   AND position = :position;

-- name: next_due
-- In how many seconds the next reaction is due that was put off, null when there is none.
SELECT greatest(extract(epoch FROM min(due_at) - now()), 0)::float8
  FROM views.put_off
 WHERE reactor = :name
HAVING count(*) > 0;

-- name: all_put_off
-- What each reactor has put off: how many, and the one that was tried most often.
SELECT DISTINCT ON (reactor) reactor, attempts, error, count(*) OVER (PARTITION BY reactor) AS count
  FROM views.put_off
 ORDER BY reactor, attempts DESC, position;
