-- name: private_values
-- Return the values of subjects that were not erased.
SELECT subject, name, value
  FROM private_values
 WHERE subject = ANY (:subjects)
   AND value IS NOT NULL;
