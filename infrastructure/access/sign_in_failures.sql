-- name: locked_until
-- Return until when any of the subjects is locked.
SELECT max(locked_until)
  FROM sign_in_failures
 WHERE subject = ANY (:subjects)
   AND locked_until > :at;

-- name: note_failure
-- Count a failure; after a quiet while counting begins again at one.
INSERT INTO sign_in_failures AS known (subject, failures, last_at, locked_until)
VALUES (:subject, 1, :at, :at)
    ON CONFLICT (subject) DO UPDATE
   SET failures = CASE WHEN known.last_at < :quiet_since THEN 1 ELSE known.failures + 1 END,
       last_at = :at
RETURNING failures;

-- name: lock
-- Refuse a subject until a moment.
UPDATE sign_in_failures
   SET locked_until = :until
 WHERE subject = :subject;

-- name: forgive
-- Forget the failures of a subject.
DELETE FROM sign_in_failures
 WHERE subject = :subject;

-- name: forgive_quiet
-- Forget failures that are long past.
DELETE FROM sign_in_failures
 WHERE last_at < :quiet_since
   AND locked_until < :at;
