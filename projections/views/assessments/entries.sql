-- name: paper_events
-- The events of one assessment that bear on its working paper, in order.
SELECT originator_version, notification_id, topic, state, recorded_at, actor
  FROM public.stored_events
 WHERE originator_id = :assessment
   AND topic = ANY(:topics::text[])
   AND notification_id <= coalesce(:up_to, notification_id)
 ORDER BY originator_version;
