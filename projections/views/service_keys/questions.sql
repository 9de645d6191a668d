-- name: service_keys
-- Every service key as it is.
SELECT id, name, prefix, scopes, office, cooperative, created_at, expires_at, revoked_at,
       replaces, state, requested_by, request_reason, request_until, version
  FROM views.service_keys;
