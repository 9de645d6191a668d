-- name: score_changes
-- Every score or void, beside the score that it ended.
SELECT changed.position, changed.recorded_at, changed.kind, changed.cooperative_id,
       changed.assessment_id, changed.membership_area, changed.book_year, changed.ruleset_id,
       earlier.position  AS before_position,
       earlier.total     AS before_total,
       earlier.predicate AS before_predicate,
       changed.total     AS after_total,
       changed.predicate AS after_predicate,
       changed.reason
  FROM views.scores AS changed
  LEFT JOIN views.scores AS earlier
         ON earlier.assessment_id = changed.assessment_id
        AND earlier.valid_to = changed.position;
