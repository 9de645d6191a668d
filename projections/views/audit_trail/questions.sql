-- name: events
-- These events as the log holds them.
SELECT position, recorded_at, actor, office, topic, stream, version, effective_on, state
  FROM log.events
 WHERE position = ANY(:positions::bigint[]);
