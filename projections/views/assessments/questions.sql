-- name: assessments
-- Every assessment as it stands.
SELECT id, cooperative_id, membership_area, book_year, ruleset, ruleset_id, state, submission,
       opened_at, opened_by, submitted_at, submitted_by, returned_at, returned_by, verified_at,
       verified_by, findings::text, due, documents::text, objection, objection_reason, total,
       predicate, void_reason, changed_at, stream_version, position
  FROM views.assessments;
