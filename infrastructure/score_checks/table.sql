-- name: take_checking
-- Become the one process that recomputes the scores of this database, unless another is.
SELECT pg_try_advisory_lock(7307019, 5);

-- name: leave_checking
-- Let another process recompute.
SELECT pg_advisory_unlock(7307019, 5);

-- name: keep_check
-- Keep what a check came to.
INSERT INTO score_checks (began_at, result)
VALUES (:began_at, :result);

-- name: last_check
-- What the check that began last came to.
SELECT result
  FROM score_checks
 ORDER BY began_at DESC, number DESC
 LIMIT 1;

-- name: last_begun
-- When the last check began; before the first, when the log did.
SELECT coalesce((SELECT max(began_at) FROM score_checks),
                (SELECT recorded_at FROM stored_events ORDER BY notification_id LIMIT 1));
