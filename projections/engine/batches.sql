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
-- The events of a stretch of the log that make a difference to some view: those that are decoded,
-- and of the others only the last of its stream, because it says no more than that it happened.
SELECT notification_id, originator_id, originator_version, topic, state,
       recorded_at, actor, office, effective_on
  FROM public.stored_events
 WHERE notification_id > :after
   AND notification_id <= :up_to
   AND topic = ANY(:decoded::text[])
 UNION ALL
SELECT notification_id, originator_id, originator_version, topic, NULL,
       recorded_at, actor, office, effective_on
  FROM public.stored_events AS event
 WHERE notification_id > :after
   AND notification_id <= :up_to
   AND topic = ANY(:undecoded::text[])
   AND NOT EXISTS (
       SELECT
         FROM public.stored_events AS later
        WHERE later.originator_id = event.originator_id
          AND later.originator_version = event.originator_version + 1
          AND later.notification_id > :after
          AND later.notification_id <= :up_to)
 ORDER BY notification_id;

-- name: last_position
-- Where the log ends, 0 when it is empty.
SELECT coalesce(max(notification_id), 0)
  FROM public.stored_events;
