-- name: territory_of
-- Return for which area the account of a session works.
SELECT coalesce(accounts.territory, offices.territory)
  FROM sessions
  JOIN views.accounts ON accounts.id = sessions.account
  LEFT JOIN views.offices ON offices.office = accounts.office
 WHERE sessions.token_hash = :token_hash
   AND sessions.ends_at > now();

-- name: first_cooperatives
-- List the first 50 cooperatives by name.
SELECT id, name, kind, membership_area, address, village, status, registered_at, changed_at, stream_version
  FROM views.cooperatives
 WHERE valid_to IS NULL
   AND (:territory = 'ID' OR membership_area = :territory OR starts_with(membership_area, :territory || '.')
        OR status IN ('ACTIVE', 'INACTIVE'))
 ORDER BY name_key, id
 LIMIT 50;

-- name: their_assessments
-- List the 5 latest assessments of each of these cooperatives.
SELECT latest.cooperative_id, latest.id, latest.book_year, latest.state, latest.total, latest.predicate
  FROM unnest(:cooperatives::uuid[]) AS wanted (id)
 CROSS JOIN LATERAL (
       SELECT *
         FROM views.assessments
        WHERE cooperative_id = wanted.id
          AND (:territory = 'ID' OR membership_area = :territory
               OR starts_with(membership_area, :territory || '.'))
        ORDER BY book_year DESC, id DESC
        LIMIT 5) AS latest;
