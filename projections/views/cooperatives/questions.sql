-- name: likely_duplicates
-- Others that may be the same as these: by legal number under any type, NIK, or name and village.
SELECT DISTINCT one.id, other.id AS other, other.registered_at
  FROM views.cooperatives AS one
  JOIN views.cooperatives AS other
    ON other.id <> one.id
   AND (   (other.legal_number_form = one.legal_number_form AND one.legal_number_form <> '')
        OR other.nik = one.nik
        OR (other.village = one.village AND other.name_key = one.name_key))
 WHERE one.id = ANY(:ids::uuid[])
   AND one.valid_to IS NULL
   AND other.valid_to IS NULL
   AND other.status <> 'REJECTED'
 ORDER BY one.id, other.registered_at, other.id;
