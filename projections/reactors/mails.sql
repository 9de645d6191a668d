-- name: is_overtaken
-- Whether a later event of some topics stands in a stream.
SELECT EXISTS (
       SELECT FROM log.events
        WHERE stream = :stream
          AND version > :version
          AND topic = ANY(:topics::text[]));
