-- name: keep_key
-- Keep the hash of a new key.
INSERT INTO service_key_secrets (key, secret_hash)
VALUES (:key, :secret_hash);

-- name: key_by_token
-- Return the key that a token belongs to.
SELECT key
  FROM service_key_secrets
 WHERE secret_hash = :secret_hash;

-- name: note_use
-- Note when and from where a key was last used.
UPDATE service_key_secrets
   SET last_used_at = :at, last_used_by = :address
 WHERE key = :key;

-- name: last_uses
-- Return the last use of keys.
SELECT key, last_used_at, last_used_by
  FROM service_key_secrets
 WHERE key = ANY (:keys);
