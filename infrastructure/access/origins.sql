-- name: note_origins
-- Note where some people come from, for a while from now on.
INSERT INTO origins (subject, mark, expires_at)
SELECT noted.subject, noted.mark, max(noted.expires_at)
  FROM unnest(:subjects::text[], :marks::bytea[], :expire_at::timestamptz[])
       AS noted (subject, mark, expires_at)
 GROUP BY noted.subject, noted.mark
 ORDER BY noted.subject, noted.mark
    ON CONFLICT (subject, mark) DO UPDATE
   SET expires_at = greatest(origins.expires_at, excluded.expires_at);

-- name: shares_origin
-- Whether two came from one network lately.
SELECT EXISTS (
       SELECT FROM origins AS one
         JOIN origins AS other USING (mark)
        WHERE one.subject = :one
          AND other.subject = :other
          AND one.expires_at > :at
          AND other.expires_at > :at);

-- name: forget_origins
-- Forget where people came from long ago.
DELETE FROM origins
 WHERE expires_at <= :at;
