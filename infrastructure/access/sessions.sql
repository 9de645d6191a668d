-- name: begin_session
-- Keep a new session.
INSERT INTO sessions (token_hash, id, account, created_at, last_seen_at, ends_at, address, agent)
VALUES (:token_hash, :id, :account, :at, :at, :ends_at, :address, :agent);

-- name: session_by_token
-- Return the session of a token that has not ended.
SELECT id, account, created_at, last_seen_at, ends_at, address, agent
  FROM sessions
 WHERE token_hash = :token_hash
   AND ends_at > :at
   AND last_seen_at > :idle_since;

-- name: sessions_of
-- List the sessions of an account that have not ended, newest first.
SELECT id, account, created_at, last_seen_at, ends_at, address, agent
  FROM sessions
 WHERE account = :account
   AND ends_at > :at
   AND last_seen_at > :idle_since
 ORDER BY created_at DESC, id;

-- name: touch_session
-- Note that a session is in use.
UPDATE sessions
   SET last_seen_at = :at
 WHERE id = :id
   AND last_seen_at < :at;

-- name: end_session
-- End one session of an account.
DELETE FROM sessions
 WHERE id = :id
   AND account = :account
RETURNING id;

-- name: end_sessions
-- End all sessions of an account but one.
DELETE FROM sessions
 WHERE account = :account
   AND id IS DISTINCT FROM :keep;

-- name: end_outworn_sessions
-- Remove the sessions that have ended by themselves.
DELETE FROM sessions
 WHERE ends_at <= :at
    OR last_seen_at <= :idle_since;

-- name: announce
-- Tell every server process to look an account or key up anew.
SELECT pg_notify('sokoguru_access', :subject);
