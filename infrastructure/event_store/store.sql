-- name: outcome_of
-- Tell what a command came to.
SELECT position, outcome
  FROM commands
 WHERE command_id = :command_id;

-- name: read_streams
-- Read whole streams, or what there was of them at a position.
SELECT notification_id, originator_id, originator_version, topic, state, recorded_at, actor,
       office, command_id, causation, effective_on
  FROM stored_events
 WHERE originator_id = ANY (:streams)
   AND notification_id <= coalesce(:up_to, 9223372036854775807)
 ORDER BY originator_id, originator_version;

-- name: read_log
-- Read the next events after a position.
SELECT notification_id, originator_id, originator_version, topic, state, recorded_at, actor,
       office, command_id, causation, effective_on
  FROM stored_events
 WHERE notification_id > :after
 ORDER BY notification_id
 LIMIT :limit;

-- name: read_topics
-- Read the next events of some topics after a position.
SELECT notification_id, originator_id, originator_version, topic, state, recorded_at, actor,
       office, command_id, causation, effective_on
  FROM stored_events
 WHERE notification_id > :after
   AND topic = ANY (:topics)
 ORDER BY notification_id
 LIMIT :limit;

-- name: last_position
-- Tell the position of the newest event, 0 for an empty log.
SELECT coalesce(max(notification_id), 0)
  FROM stored_events;

-- name: position_at
-- Tell the last position recorded at or before a moment, 0 if none.
SELECT position_at(:moment);
