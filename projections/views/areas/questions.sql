-- name: areas
-- Every name of every area, with the days for which it holds.
SELECT code, name, name_key, kind, level, parent, postal_code, system, decree, valid_from,
       valid_to, successors
  FROM views.areas;
