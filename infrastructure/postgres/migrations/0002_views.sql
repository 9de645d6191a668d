-- The read models. No row here is a source of truth: all of it can be thrown away and rebuilt
-- from the log. They live in a schema of their own, so that a rebuild can put a new set beside
-- it and swap the two. Codes and keys sort by bytes (COLLATE "C"), so that an area and all that
-- lies in it is one range: from '33.7' to just before '33.7/', which leaves '33.74' out.

CREATE SCHEMA views;

-- --- Cooperatives, each state with the range of positions in which it was true ---------------

CREATE TABLE views.cooperatives (
    id                 uuid         NOT NULL,
    valid_from         bigint       NOT NULL,
    valid_to           bigint,
    name               text         NOT NULL,
    name_key           text         NOT NULL COLLATE "C",
    kind               text         NOT NULL,
    legal_number       text         NOT NULL,
    legal_number_type  text         NOT NULL,
    legal_number_date  date,
    nik                text,
    membership_area    text         NOT NULL COLLATE "C",
    village            text         NOT NULL COLLATE "C",
    regency            text         NOT NULL COLLATE "C",
    address            text         NOT NULL,
    latitude           numeric,
    longitude          numeric,
    phone              text,
    email              text,
    website            text,
    logo               text,
    status             text         NOT NULL,
    status_reason      text,
    registered_at      timestamptz  NOT NULL,
    changed_at         timestamptz  NOT NULL,
    stream_version     bigint       NOT NULL,
    PRIMARY KEY (id, valid_from)
);

CREATE INDEX cooperatives_name ON views.cooperatives (name_key, id) WHERE valid_to IS NULL;
CREATE INDEX cooperatives_registered_at ON views.cooperatives (registered_at, id)
 WHERE valid_to IS NULL;
CREATE INDEX cooperatives_membership_area ON views.cooperatives (membership_area, name_key, id)
 WHERE valid_to IS NULL;
CREATE INDEX cooperatives_name_ever ON views.cooperatives (name_key, id);
CREATE INDEX cooperatives_legal_number ON views.cooperatives (legal_number);
CREATE INDEX cooperatives_nik ON views.cooperatives (nik) WHERE nik IS NOT NULL;

-- Words of the name, found from their beginning. The text search built into every PostgreSQL:
-- the extension for similar strings (pg_trgm) does not come with the embedded server.
CREATE INDEX cooperatives_words ON views.cooperatives
 USING gin (array_to_tsvector(string_to_array(name_key, ' ')));

-- --- Registrations ---------------------------------------------------------------------------

CREATE TABLE views.registrations (
    cooperative_id   uuid         PRIMARY KEY,
    position         bigint       NOT NULL,
    name             text         NOT NULL,
    kind             text         NOT NULL,
    legal_number     text         NOT NULL,
    membership_area  text         NOT NULL COLLATE "C",
    village          text         NOT NULL COLLATE "C",
    status           text         NOT NULL,
    registered_at    timestamptz  NOT NULL,
    registered_by    text         NOT NULL,
    decided_at       timestamptz,
    decided_by       text,
    reason           text
);

CREATE UNIQUE INDEX registrations_position ON views.registrations (position);
CREATE INDEX registrations_waiting ON views.registrations (position) WHERE status = 'WAITING';

-- --- Assessments -----------------------------------------------------------------------------

CREATE TABLE views.assessments (
    id                uuid         PRIMARY KEY,
    cooperative_id    uuid         NOT NULL,
    membership_area   text         NOT NULL COLLATE "C",
    book_year         int          NOT NULL,
    ruleset           text         NOT NULL,
    ruleset_id        text         NOT NULL,
    state             text         NOT NULL,
    submission        int          NOT NULL,
    opened_at         timestamptz  NOT NULL,
    opened_by         text         NOT NULL,
    submitted_at      timestamptz,
    submitted_by      text,
    returned_at       timestamptz,
    returned_by       text,
    verified_at       timestamptz,
    verified_by       text,
    findings          jsonb        NOT NULL,
    due               date,
    documents         jsonb        NOT NULL,
    objection         int,
    objection_reason  text,
    total             numeric,
    predicate         text,
    void_reason       text,
    changed_at        timestamptz  NOT NULL,
    stream_version    bigint       NOT NULL,
    position          bigint       NOT NULL
);

CREATE INDEX assessments_cooperative ON views.assessments (cooperative_id, book_year, id);
CREATE INDEX assessments_book_year ON views.assessments (book_year, id);
CREATE INDEX assessments_opened ON views.assessments (opened_at, id);
CREATE INDEX assessments_changed ON views.assessments (position, id);
CREATE INDEX assessments_membership_area ON views.assessments (membership_area);
CREATE INDEX assessments_waiting ON views.assessments (submitted_at, id)
 WHERE state = 'SUBMITTED';
CREATE INDEX assessments_due ON views.assessments (due, id) WHERE state = 'RETURNED';

-- --- Scores, each with the range of positions in which it was true ---------------------------

CREATE TABLE views.scores (
    position          bigint       PRIMARY KEY,
    valid_to          bigint,
    assessment_id     uuid         NOT NULL,
    cooperative_id    uuid         NOT NULL,
    membership_area   text         NOT NULL COLLATE "C",
    book_year         int          NOT NULL,
    ruleset           text         NOT NULL,
    ruleset_id        text         NOT NULL,
    kind              text         NOT NULL,
    total             numeric,
    predicate         text,
    predicate_before  text,
    reason            text,
    actor             text         NOT NULL,
    recorded_at       timestamptz  NOT NULL,
    effective_on      date,
    version           bigint       NOT NULL,
    supersedes        bigint,
    UNIQUE (assessment_id, version)
);

CREATE INDEX scores_cooperative ON views.scores (cooperative_id, book_year, position);
CREATE INDEX scores_membership_area ON views.scores (membership_area, position);
CREATE INDEX scores_book_year ON views.scores (book_year, position)
 WHERE valid_to IS NULL AND total IS NOT NULL;
CREATE INDEX scores_total ON views.scores (total, position)
 WHERE valid_to IS NULL AND total IS NOT NULL;

-- --- Audit trail -----------------------------------------------------------------------------

-- What the trail is narrowed by; the rest is read from the log, event by event. There are few
-- topics and each is frequent, so the newest of one are found from the end without an index.
CREATE TABLE views.audit_trail (
    position         bigint  PRIMARY KEY,
    actor            text    COLLATE "C",
    office           text,
    topic            text    NOT NULL COLLATE "C",
    cooperative_id   uuid,
    membership_area  text    COLLATE "C"
);

CREATE INDEX audit_trail_cooperative ON views.audit_trail (cooperative_id, position);
CREATE INDEX audit_trail_membership_area ON views.audit_trail (membership_area, position);
CREATE INDEX audit_trail_actor ON views.audit_trail (actor, position);

-- Whose thing a stream is, from a position on: written when it begins and when its area changes.
CREATE TABLE views.audit_subjects (
    stream           uuid    NOT NULL,
    since            bigint  NOT NULL,
    cooperative_id   uuid    NOT NULL,
    membership_area  text    COLLATE "C",
    PRIMARY KEY (stream, since)
);

-- --- What the runner says about itself -------------------------------------------------------

-- One row for each projection that cannot go on. How far each has come stands in the library's
-- notification_tracking, under its name and version.
CREATE TABLE views.stalls (
    name       text         PRIMARY KEY,
    position   bigint       NOT NULL,
    error      text         NOT NULL,
    attempts   int          NOT NULL,
    failed_at  timestamptz  NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON SCHEMA views IS 'Read models: every row can be rebuilt from the log.';
COMMENT ON TABLE views.cooperatives IS 'Each state of each cooperative, with its range of positions.';
COMMENT ON TABLE views.registrations IS 'Registrations and what was decided on them.';
COMMENT ON TABLE views.assessments IS 'How far each assessment is.';
COMMENT ON TABLE views.scores IS 'Every score and void, with its range of positions.';
COMMENT ON TABLE views.audit_trail IS 'Who did what and when: one row for every event.';
COMMENT ON TABLE views.audit_subjects IS 'Whose thing a stream is, from a position on.';
COMMENT ON TABLE views.stalls IS 'Projections that cannot go on, and why.';

GRANT USAGE ON SCHEMA views TO sokoguru_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA views TO sokoguru_server;
GRANT INSERT, UPDATE, DELETE ON notification_tracking TO sokoguru_server;
