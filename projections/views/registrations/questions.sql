-- name: registrations
-- Every registration and what was decided on it.
SELECT cooperative_id, position, name, kind, legal_number, membership_area, village, status,
       registered_at, registered_by, decided_at, decided_by, reason
  FROM views.registrations;
