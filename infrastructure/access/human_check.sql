-- name: make_secret
-- Keep a secret of the installation, unless there is one.
INSERT INTO installation_secrets (name, value)
VALUES (:name, :value)
    ON CONFLICT (name) DO NOTHING;

-- name: secret
-- Return a secret of the installation.
SELECT value
  FROM installation_secrets
 WHERE name = :name;

-- name: use_solution
-- Use a solution up; no row when it was used before.
INSERT INTO solved_human_checks (challenge, expires_at)
VALUES (:challenge, :expires_at)
    ON CONFLICT (challenge) DO NOTHING
RETURNING challenge;

-- name: forget_expired
-- Forget solutions of challenges that have expired anyway.
DELETE FROM solved_human_checks
 WHERE expires_at < :at;
