-- name: note_refusal
-- Add a refused command.
INSERT INTO refused_commands (at, actor, office, command, subject, code, rule)
VALUES (:at, :actor, :office, :command, :subject, :code, :rule)
RETURNING number;

-- name: forget_oldest
-- Forget everything up to a number.
DELETE FROM refused_commands
 WHERE number <= :number;

-- name: refusals
-- List refusals before a number, newest first.
SELECT number, at, actor, office, command, subject, code, rule
  FROM refused_commands
 WHERE number < :before
   AND (:office::text IS NULL OR office = :office)
   AND (:actor::text IS NULL OR actor = :actor)
   AND (:code::text IS NULL OR code = :code)
 ORDER BY number DESC
 LIMIT :first;
