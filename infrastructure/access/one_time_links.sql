-- name: keep_link
-- Keep a new link.
INSERT INTO one_time_links (token_hash, account, purpose, expires_at)
VALUES (:token_hash, :account, :purpose, :expires_at);

-- name: drop_earlier_links
-- Forget the links of an account that were not made for the issue until this moment.
DELETE FROM one_time_links
 WHERE account = :account
   AND expires_at <> :expires_at;

-- name: drop_links
-- Forget the links of an account.
DELETE FROM one_time_links
 WHERE account = :account;

-- name: look_at_link
-- Return whose link it is, without using it.
SELECT account, purpose
  FROM one_time_links
 WHERE token_hash = :token_hash
   AND expires_at > :at;

-- name: use_link
-- Use a link up; of two who use it at once only one gets a row.
DELETE FROM one_time_links
 WHERE token_hash = :token_hash
   AND expires_at > :at
RETURNING account, purpose;
