-- name: known_codes
-- Those of these codes that are in force on their day, each on its own, and later.
SELECT DISTINCT asked.code, asked.day
  FROM unnest(:codes::text[], :days::date[]) AS asked (code, day)
  JOIN views.areas AS area
    ON area.code = asked.code
   AND (area.valid_to IS NULL OR area.valid_to > asked.day);

-- name: living_below
-- The areas one level below a code that are in force on a day and later.
SELECT DISTINCT code
  FROM views.areas
 WHERE parent = :parent
   AND (valid_to IS NULL OR valid_to > :day);

-- name: seen_by_no_other
-- How many living cooperatives and open cases one office sees, and no other below the ministry.
SELECT count(*)
  FROM (SELECT membership_area AS area
          FROM views.cooperatives
         WHERE valid_to IS NULL
           AND status <> 'REJECTED'
         UNION ALL
        SELECT membership_area
          FROM views.assessments
         WHERE state IN ('DRAFT', 'SUBMITTED', 'RETURNED')
            OR objection IS NOT NULL) AS living
  JOIN views.offices AS mine
    ON mine.office = :office
   AND (mine.territory IN ('ID', area) OR starts_with(area, mine.territory || '.'))
 WHERE (:keeping::text IS NULL
        OR NOT (:keeping IN ('ID', area) OR starts_with(area, :keeping || '.')))
   AND NOT EXISTS (
       SELECT FROM views.offices AS other
        WHERE other.open
          AND other.office <> mine.office
          AND (other.territory = area
               OR starts_with(area, other.territory || '.')
               OR (other.territory = 'ID' AND mine.territory = 'ID')));
