-- name: office_events
-- What happened to these offices, in order; it says by whose clock each worked when.
SELECT position, stream, version, topic, state, recorded_at, actor
  FROM log.events
 WHERE stream = ANY(:offices::uuid[])
 ORDER BY position;
