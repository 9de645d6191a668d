-- name: service_keys
-- Every service key as it is, and its last use.
SELECT key.id, key.name, key.prefix, key.scopes, key.office, key.cooperative, key.created_at,
       key.expires_at, key.revoked_at, key.replaces, key.version,
       secret.last_used_at, secret.last_used_by
  FROM views.service_keys AS key
  LEFT JOIN public.service_key_secrets AS secret ON secret.key = key.id;
