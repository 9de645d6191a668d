-- name: keep_former
-- Keep what somebody had before a change; what can still be undone is not replaced.
INSERT INTO former_values AS kept (account, name, value, email, expires_at)
VALUES (:account, :name, :value, :email, :expires_at)
    ON CONFLICT (account, name) DO UPDATE
   SET expires_at = excluded.expires_at
 WHERE NOT kept.told;

-- name: untold_former
-- Return what was kept and nobody was told of yet.
SELECT account, name, value, email
  FROM former_values
 WHERE account = :account
   AND name = :name
   AND expires_at > :at
   AND NOT told;

-- name: make_undo_link
-- Set the token with which a change can be undone.
UPDATE former_values
   SET token_hash = :token_hash
 WHERE account = :account
   AND name = :name;

-- name: former_was_told
-- Remember that the person was told.
UPDATE former_values
   SET told = true
 WHERE account = :account
   AND name = :name;

-- name: use_former
-- Undo once; of two who do so at once only one gets a row.
DELETE FROM former_values
 WHERE token_hash = :token_hash
   AND expires_at > :at
RETURNING account, name, value, email;

-- name: forget_former
-- Forget what an account had before.
DELETE FROM former_values
 WHERE account = :account;

-- name: forget_expired_formers
-- Forget what can no longer be undone.
DELETE FROM former_values
 WHERE expires_at <= :at;
