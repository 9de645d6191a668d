-- name: keep_link
-- Keep a new link.
INSERT INTO one_time_links (token_hash, account, purpose, expires_at)
VALUES (:token_hash, :account, :purpose, :expires_at);

-- name: drop_links
-- Make every link of an account worthless.
DELETE FROM one_time_links
 WHERE account = :account;

-- name: drop_other_links
-- Make the links of other invitations worthless; one invitation's links end at the same moment.
DELETE FROM one_time_links
 WHERE account = :account
   AND expires_at <> :expires_at;

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
