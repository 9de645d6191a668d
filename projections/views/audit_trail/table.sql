-- What the trail is narrowed by; the rest is read from the log, event by event.
CREATE TABLE audit_trail (
    position         bigint  PRIMARY KEY,
    actor            text    COLLATE "C",
    office           text,
    topic            text    NOT NULL COLLATE "C",
    cooperative_id   uuid,
    membership_area  text    COLLATE "C"
);
COMMENT ON TABLE audit_trail IS 'Who did what and when: one row for every event.';

-- There are few topics and each is frequent, so the newest of one are found from the end without
-- an index.
CREATE INDEX audit_trail_cooperative ON audit_trail (cooperative_id, position);
CREATE INDEX audit_trail_membership_area ON audit_trail (membership_area, position);
CREATE INDEX audit_trail_actor ON audit_trail (actor, position);

-- Whose thing a stream is, from a position on: written when it begins and when its area changes.
CREATE TABLE audit_subjects (
    stream           uuid    NOT NULL,
    since            bigint  NOT NULL,
    cooperative_id   uuid    NOT NULL,
    membership_area  text    COLLATE "C",
    PRIMARY KEY (stream, since)
);
COMMENT ON TABLE audit_subjects IS 'Whose thing a stream is, from a position on.';
