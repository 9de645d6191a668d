-- name: topic_at
-- Under which name the event at a position is stored.
SELECT topic
  FROM log.events
 WHERE position = :position;
