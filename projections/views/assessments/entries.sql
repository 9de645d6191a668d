-- name: paper_events
-- The events of one assessment that bear on its working paper, in order.
SELECT version, position, topic, state, recorded_at, actor
  FROM log.events
 WHERE stream = :assessment
   AND topic = ANY(:topics::text[])
   AND position <= coalesce(:up_to, position)
 ORDER BY version;
