-- name: audit_trail
-- Every event: its circumstances and its subject.
SELECT position, recorded_at, actor, office, topic, stream, version, effective_on,
       cooperative_id, membership_area
  FROM views.audit_trail;

-- name: events
-- What these events say.
SELECT notification_id, topic, state
  FROM public.stored_events
 WHERE notification_id = ANY(:positions::bigint[]);
