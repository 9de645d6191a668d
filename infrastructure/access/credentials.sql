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

-- name: accounts_having_passwords
-- Return those of some accounts that have a password.
SELECT account
  FROM credentials
 WHERE account = ANY (:accounts)
   AND password_hash IS NOT NULL;

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

-- name: propose_second_factor
-- Keep a secret of one-time codes as a proposal.
INSERT INTO proposed_second_factors (account, secret, expires_at)
VALUES (:account, :secret, :expires_at)
    ON CONFLICT (account) DO UPDATE
   SET secret = excluded.secret, expires_at = excluded.expires_at;

-- name: proposed_second_factor
-- Return the secret that was proposed to an account.
SELECT secret
  FROM proposed_second_factors
 WHERE account = :account
   AND expires_at > :at;
