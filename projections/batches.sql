-- name: read_log
-- The next events after a position; bytes only of the topics that some view decodes.
SELECT notification_id, originator_id, originator_version, topic,
       CASE WHEN topic = ANY(:topics::text[]) THEN state END,
       recorded_at, actor, office, effective_on
  FROM public.stored_events
 WHERE notification_id > :after
   AND notification_id <= :up_to
 ORDER BY notification_id
 LIMIT :limit;

-- name: read_topics
-- The events of some topics in a stretch of the log, for a rebuild that needs no others.
SELECT notification_id, originator_id, originator_version, topic,
       CASE WHEN topic = ANY(:decoded::text[]) THEN state END,
       recorded_at, actor, office, effective_on
  FROM public.stored_events
 WHERE notification_id > :after
   AND notification_id <= :up_to
   AND topic = ANY(:topics::text[])
 ORDER BY notification_id;

-- name: last_position
-- Where the log ends, 0 when it is empty.
SELECT coalesce(max(notification_id), 0)
  FROM public.stored_events;
