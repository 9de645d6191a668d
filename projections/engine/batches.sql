-- name: read_log
-- The next events after a position; bytes only of the topics that some view decodes.
SELECT position, stream, version, topic,
       CASE WHEN topic = ANY(:topics::text[]) THEN state END,
       recorded_at, actor, office, effective_on
  FROM log.events
 WHERE position > :after
   AND position <= :up_to
 ORDER BY position
 LIMIT :limit;

-- name: read_topics
-- The events of a slice of the log that make a difference to some view: those that are decoded,
-- and of the others only the last of its stream, because it says no more than that it happened.
SELECT position, stream, version, topic, state,
       recorded_at, actor, office, effective_on
  FROM log.events
 WHERE position > :after
   AND position <= :up_to
   AND topic = ANY(:decoded::text[])
 UNION ALL
SELECT position, stream, version, topic, NULL,
       recorded_at, actor, office, effective_on
  FROM log.events AS event
 WHERE position > :after
   AND position <= :up_to
   AND topic = ANY(:undecoded::text[])
   AND NOT EXISTS (
       SELECT
         FROM log.events AS later
        WHERE later.stream = event.stream
          AND later.version = event.version + 1
          AND later.position > :after
          AND later.position <= :up_to)
 ORDER BY position;

-- name: last_position
-- Where the log ends, 0 when it is empty.
SELECT coalesce(max(position), 0)
  FROM log.events;
