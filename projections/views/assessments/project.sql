-- name: known_assessments
-- These assessments as they stand.
SELECT *
  FROM assessments
 WHERE id = ANY(:ids::uuid[]);

-- name: remove_assessments
-- Make room for the new rows of these assessments.
DELETE FROM assessments
 WHERE id = ANY(:ids::uuid[]);
