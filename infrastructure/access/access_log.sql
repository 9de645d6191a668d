-- name: note_access
-- Add to the access log.
INSERT INTO access_log (at, actor, role, office, action, subject, reason)
VALUES (:at, :actor, :role, :office, :action, :subject, :reason);

-- name: accesses
-- List accesses before a number, newest first.
SELECT number, at, actor, role, office, action, subject, reason
  FROM access_log
 WHERE number < :before
   AND (:office::text IS NULL OR office = :office)
   AND (:actor::text IS NULL OR actor = :actor)
 ORDER BY number DESC
 LIMIT :first;
