-- name: known_codes
-- Those of these codes that are in force today.
SELECT DISTINCT code
  FROM views.areas
 WHERE code = ANY (:codes::text[])
   AND (valid_to IS NULL OR valid_to > current_date);
