-- name: count_list
-- Count the codes of a published list that are here.
SELECT count(*)
  FROM area_codes
 WHERE digest = :digest;

-- name: forget_list
-- Remove a list that came only in part.
DELETE FROM area_codes
 WHERE digest = :digest;
