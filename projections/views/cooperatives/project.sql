-- name: present_states
-- The present state of each of these cooperatives that is known already.
SELECT id, valid_from, valid_to, name, name_key, kind, legal_number, legal_number_type,
       legal_number_date, nik, membership_area, village, regency, address, latitude, longitude,
       phone, email, website, logo, status, status_reason, registered_at, changed_at,
       stream_version
  FROM cooperatives
 WHERE id = ANY(:ids::uuid[])
   AND valid_to IS NULL;

-- name: end_states
-- End the present state of these cooperatives at these positions.
UPDATE cooperatives AS state
   SET valid_to = ended.position
  FROM unnest(:ids::uuid[], :positions::bigint[]) AS ended (id, position)
 WHERE state.id = ended.id
   AND state.valid_to IS NULL;
