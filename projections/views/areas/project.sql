-- name: plan_for_lists
-- Join whole lists by hashing: a fresh database has no statistics yet, and row by row takes minutes.
SELECT set_config('enable_nestloop', 'off', true);

-- name: plan_as_usual
-- Leave the rest of the transaction to the planner.
SELECT set_config('enable_nestloop', 'on', true);

-- name: load_list
-- Take over the areas of a published list that are not known yet.
INSERT INTO areas (code, name, name_key, kind, level, parent, postal_code, system, decree,
                   valid_from)
SELECT given.code, given.name, lower(given.name), given.kind,
       length(given.code) - length(replace(given.code, '.', '')) + 1,
       CASE WHEN given.code LIKE '%.%' THEN regexp_replace(given.code, '\.[^.]*$', '') ELSE 'ID' END,
       given.postal_code, :system, :system, :valid_from
  FROM reference.area_codes AS given
 WHERE given.digest = :digest
   AND NOT EXISTS (SELECT FROM areas AS known
                    WHERE known.code = given.code
                      AND known.valid_to IS NULL
                      AND known.name = given.name)
    ON CONFLICT (code, valid_from) DO NOTHING;

-- name: end_unlisted
-- Retire what an earlier list brought and the new one leaves out or names otherwise.
UPDATE areas AS known
   SET valid_to = :valid_from
 WHERE known.valid_to IS NULL
   AND known.valid_from < :valid_from
   AND known.decree = known.system
   AND NOT EXISTS (SELECT FROM reference.area_codes AS given
                    WHERE given.digest = :digest
                      AND given.code = known.code
                      AND given.name = known.name);

-- name: add_area
-- Add an area that a decree made.
INSERT INTO areas (code, name, name_key, kind, level, parent, system, decree, valid_from)
VALUES (:code, :name, lower(:name), :kind, :level, :parent, :system, :decree, :valid_from)
    ON CONFLICT (code, valid_from) DO NOTHING;

-- name: rename_area
-- Begin another name of an area, from the row of the name that ends.
INSERT INTO areas (code, name, name_key, kind, level, parent, postal_code, system, decree,
                   valid_from)
SELECT code, :name, lower(:name), kind, level, parent, postal_code, system, :decree, :valid_from
  FROM areas
 WHERE code = :code
   AND valid_from < :valid_from
 ORDER BY valid_from DESC
 LIMIT 1
    ON CONFLICT (code, valid_from) DO NOTHING;

-- name: end_name
-- End the names of an area that began before a day.
UPDATE areas
   SET valid_to = :day
 WHERE code = :code
   AND valid_from < :day
   AND valid_to IS NULL;

-- name: name_successors
-- Say which codes take the place of a retired one.
UPDATE areas
   SET successors = :successors
 WHERE code = :code
   AND valid_to = :day;
