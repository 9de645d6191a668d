-- name: scores
-- Every score and void ever decided.
SELECT position, valid_to, assessment_id, cooperative_id, membership_area, book_year, ruleset,
       ruleset_id, kind, total, predicate, predicate_before, reason, actor, recorded_at,
       effective_on, version, supersedes
  FROM views.scores;

-- name: score_events
-- The events in which these scores were decided.
SELECT notification_id, topic, state
  FROM public.stored_events
 WHERE notification_id = ANY(:positions::bigint[]);
