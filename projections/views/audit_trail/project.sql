-- name: owners
-- Whose things these streams are now.
SELECT DISTINCT ON (stream) stream, since, cooperative_id, membership_area
  FROM audit_subjects
 WHERE stream = ANY(:streams::uuid[])
 ORDER BY stream, since DESC;

-- name: add_events
-- Add the events of a slice of the log, each with the owner of its stream as it was then.
-- Events come in order, so what is there already lies before the last row.
INSERT INTO audit_trail (position, actor, office, topic, cooperative_id, membership_area)
SELECT event.position, event.actor, event.office, event.topic,
       owner.cooperative_id, owner.membership_area
  FROM log.events AS event
  LEFT JOIN LATERAL (
       SELECT cooperative_id, membership_area
         FROM audit_subjects
        WHERE stream = event.stream
          AND since <= event.position
        ORDER BY since DESC
        LIMIT 1) AS owner ON true
 WHERE event.position > greatest(:after, (SELECT max(position) FROM audit_trail))
   AND event.position <= :up_to;
