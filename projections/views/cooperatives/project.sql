-- name: present_states
-- The present state of each of these cooperatives that is known already.
SELECT *
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
