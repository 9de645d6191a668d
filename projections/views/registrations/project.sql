-- name: known_registrations
-- Those of these cooperatives whose registration is known already.
SELECT cooperative_id
  FROM registrations
 WHERE cooperative_id = ANY(:cooperatives::uuid[]);

-- name: decide_registrations
-- Note what was decided on registrations that waited.
UPDATE registrations AS registration
   SET status     = decided.status,
       decided_at = decided.at,
       decided_by = decided.by,
       reason     = decided.reason
  FROM unnest(:cooperatives::uuid[], :statuses::text[], :times::timestamptz[], :actors::text[],
              :reasons::text[]) AS decided (cooperative_id, status, at, by, reason)
 WHERE registration.cooperative_id = decided.cooperative_id
   AND registration.status = 'WAITING';
