-- name: audit_trail
-- Every event: what the trail is narrowed by, and whose thing it is.
SELECT position, actor, office, topic, cooperative_id, membership_area
  FROM views.audit_trail;

-- name: events
-- These events as the log holds them.
SELECT notification_id AS position, recorded_at, actor, office, topic, originator_id AS stream,
       originator_version AS version, effective_on, state
  FROM public.stored_events
 WHERE notification_id = ANY(:positions::bigint[]);
