-- name: subjects
-- Whose things these streams are now.
SELECT DISTINCT ON (stream) stream, since, cooperative_id, membership_area
  FROM audit_subjects
 WHERE stream = ANY(:streams::uuid[])
 ORDER BY stream, since DESC;

-- name: add_events
-- Add the events of a stretch of the log, each with its subject as it was then.
-- Events come in order, so what is there already lies before the last row.
INSERT INTO audit_trail (position, actor, office, topic, cooperative_id, membership_area)
SELECT event.notification_id, event.actor, event.office, event.topic,
       subject.cooperative_id, subject.membership_area
  FROM public.stored_events AS event
  LEFT JOIN LATERAL (
       SELECT cooperative_id, membership_area
         FROM audit_subjects
        WHERE stream = event.originator_id
          AND since <= event.notification_id
        ORDER BY since DESC
        LIMIT 1) AS subject ON true
 WHERE event.notification_id > greatest(:after, (SELECT max(position) FROM audit_trail))
   AND event.notification_id <= :up_to;
