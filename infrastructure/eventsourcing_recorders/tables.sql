-- name: has_table
-- Say whether a table exists.
SELECT to_regclass(:name) IS NOT NULL;

-- name: create_events
-- Make a table of events like the library's, numbered or not.
CREATE TABLE IF NOT EXISTS {table} (
    originator_id       uuid    NOT NULL,
    originator_version  bigint  NOT NULL,
    topic               text,
    state               bytea,
    {number}
    PRIMARY KEY (originator_id, originator_version)
);

-- name: create_index
-- Make positions unique.
CREATE UNIQUE INDEX IF NOT EXISTS {index} ON {table} (notification_id);

-- name: create_tracking
-- Make a table of followers like the library's.
CREATE TABLE IF NOT EXISTS {table} (
    application_name  text    PRIMARY KEY,
    notification_id   bigint
);

-- name: mark_tracking
-- Leave the mark by which the library knows that each application has one row.
INSERT INTO {table}
VALUES ('__migration__', 1)
    ON CONFLICT DO NOTHING;

-- name: lock_events
-- Keep all other writers out, the library's included.
LOCK TABLE {table} IN EXCLUSIVE MODE;

-- name: insert_events
-- Insert events, in order.
INSERT INTO {table} (originator_id, originator_version, topic, state)
SELECT event.stream, event.version, event.topic, event.state
  FROM unnest(:streams::uuid[], :versions::bigint[], :topics::text[], :states::bytea[])
       WITH ORDINALITY AS event (stream, version, topic, state, number)
 ORDER BY event.number
RETURNING {returning};

-- name: notify
-- Wake those who follow the table.
NOTIFY {table};

-- name: select_events
-- Read the events of a stream, first to last.
SELECT originator_id, originator_version, topic, state
  FROM {table}
 WHERE originator_id = :stream
   AND originator_version > :gt
   AND originator_version <= :lte
 ORDER BY originator_version
 LIMIT :limit;

-- name: select_events_backwards
-- Read the events of a stream, last to first.
SELECT originator_id, originator_version, topic, state
  FROM {table}
 WHERE originator_id = :stream
   AND originator_version > :gt
   AND originator_version <= :lte
 ORDER BY originator_version DESC
 LIMIT :limit;

-- name: select_notifications
-- Read the log from one position to another, all topics or some.
SELECT originator_id, originator_version, topic, state, notification_id
  FROM {table}
 WHERE notification_id BETWEEN :start AND :stop
   AND (:topics::text[] = '{}' OR topic = ANY (:topics::text[]))
 ORDER BY notification_id
 LIMIT :limit;

-- name: max_notification_id
-- Tell the newest position, NULL where there is none.
SELECT max(notification_id)
  FROM {table};

-- name: move_tracking
-- Move a follower ahead, never back.
INSERT INTO {table} AS tracking
VALUES (:name, :position)
    ON CONFLICT (application_name) DO UPDATE
   SET notification_id = excluded.notification_id
 WHERE tracking.notification_id < excluded.notification_id
RETURNING notification_id;

-- name: max_tracking_id
-- Tell how far a follower has come, NULL when it has not begun.
SELECT notification_id
  FROM {table}
 WHERE application_name = :name;
