-- name: limit_silence
-- Have the database itself end this session, and with it the lock, when it says nothing for long.
SELECT set_config('idle_session_timeout', :limit, false),
       set_config('idle_in_transaction_session_timeout', :limit, false);

-- name: beat
-- Say that a leader is alive; learn what time it is, and how far ahead of it the log is.
WITH told AS (
     INSERT INTO views.leaders AS known (name, process, beat_at)
     VALUES (:name, :process, clock_timestamp())
         ON CONFLICT (name) DO UPDATE
        SET process = excluded.process, beat_at = excluded.beat_at
)
SELECT date_part('epoch', clock_timestamp())::float8 AS now,
       greatest((SELECT date_part('epoch', recorded_at - clock_timestamp())
                   FROM log.events ORDER BY position DESC LIMIT 1), 0)::float8 AS ahead;

-- name: silences
-- How many seconds ago each leader was heard of.
SELECT name, greatest(date_part('epoch', clock_timestamp() - beat_at), 0)::float8 AS seconds
  FROM views.leaders;
