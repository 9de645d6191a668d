-- name: newest_names
-- The newest name of each of these areas, also of retired ones.
SELECT DISTINCT ON (code)
       code, name
  FROM views.areas
 WHERE code = ANY (:codes::text[])
 ORDER BY code, valid_from DESC;
