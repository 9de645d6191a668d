-- name: credential_by_name
-- Return the secrets of the account with a user name.
SELECT account, user_name, password_hash, totp_secret, totp_step
  FROM credentials
 WHERE user_name = :user_name;

-- name: credential_by_account
-- Return the secrets of an account.
SELECT account, user_name, password_hash, totp_secret, totp_step
  FROM credentials
 WHERE account = :account;

-- name: having_passwords
-- Return those of some accounts that have a password.
SELECT account
  FROM credentials
 WHERE account = ANY (:accounts);

-- name: keep_password
-- Set the password hash of an account; the first time this makes its row.
INSERT INTO credentials (account, user_name, password_hash, changed_at)
VALUES (:account, :user_name, :password_hash, :at)
    ON CONFLICT (account) DO UPDATE
   SET password_hash = excluded.password_hash, changed_at = excluded.changed_at;

-- name: rehash_password
-- Put a stronger hash in the place of the one that was just verified, unless it changed meanwhile.
UPDATE credentials
   SET password_hash = :stronger
 WHERE account = :account
   AND password_hash = :verified;

-- name: keep_second_factor
-- Set or remove the secret of one-time codes.
UPDATE credentials
   SET totp_secret = :secret, totp_step = 0, changed_at = :at
 WHERE account = :account;

-- name: use_step
-- Mark a one-time code's time step as used; no row when it was used before.
UPDATE credentials
   SET totp_step = :step
 WHERE account = :account
   AND totp_step < :step
RETURNING account;
