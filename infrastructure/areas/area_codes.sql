-- name: count_list
-- Count the codes of a published list that are here.
SELECT count(*)
  FROM area_codes
 WHERE digest = :digest;

-- name: forget_list
-- Remove a list that came only in part.
DELETE FROM area_codes
 WHERE digest = :digest;

-- name: known_codes
-- Return those of these codes that are in force.
SELECT DISTINCT code
  FROM views.areas
 WHERE code = ANY (:codes::text[])
   AND (valid_to IS NULL OR valid_to > current_date);
