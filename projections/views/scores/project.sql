-- name: latest_scores
-- The stream version of the latest score of each of these assessments.
SELECT assessment_id, max(version) AS version
  FROM scores
 WHERE assessment_id = ANY(:assessments::uuid[])
 GROUP BY assessment_id;

-- name: openings
-- The first events of these assessments, which say what is assessed.
SELECT stream, position, topic, state
  FROM log.events
 WHERE stream = ANY(:assessments::uuid[])
   AND version = 1;

-- name: end_scores
-- End the standing scores of these assessments at these positions.
UPDATE scores AS score
   SET valid_to = ended.position
  FROM unnest(:assessments::uuid[], :positions::bigint[]) AS ended (assessment_id, position)
 WHERE score.assessment_id = ended.assessment_id
   AND score.valid_to IS NULL;
