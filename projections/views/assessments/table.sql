-- How far each assessment is.
CREATE TABLE assessments (
    id                uuid         PRIMARY KEY,
    cooperative_id    uuid         NOT NULL,
    membership_area   text         NOT NULL COLLATE "C",
    book_year         int          NOT NULL,
    ruleset           text         NOT NULL,
    ruleset_id        text         NOT NULL,
    what_if           text,
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
    position          bigint       NOT NULL,
    prepared_by       text[]       NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE assessments IS 'How far each assessment is.';

CREATE INDEX assessments_cooperative ON assessments (cooperative_id, book_year, id);
CREATE INDEX assessments_book_year ON assessments (book_year, id);
CREATE INDEX assessments_opened ON assessments (opened_at, id);
CREATE INDEX assessments_changed ON assessments (position, id);
CREATE INDEX assessments_membership_area ON assessments (membership_area);
CREATE INDEX assessments_waiting ON assessments (submitted_at, id)
 WHERE state = 'SUBMITTED';
CREATE INDEX assessments_due ON assessments (due, id) WHERE state = 'RETURNED';
