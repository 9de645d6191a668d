-- name: known_codes
-- Those of these codes that are in force on a day and later.
SELECT DISTINCT code
  FROM views.areas
 WHERE code = ANY (:codes::text[])
   AND (valid_to IS NULL OR valid_to > :day);

-- name: living_below
-- The areas one level below a code that are in force on a day and later.
SELECT DISTINCT code
  FROM views.areas
 WHERE parent = :parent
   AND (valid_to IS NULL OR valid_to > :day);
