-- name: score_events
-- The events in which these scores were decided.
SELECT position, topic, state
  FROM log.events
 WHERE position = ANY(:positions::bigint[]);
