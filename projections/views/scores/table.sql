-- Every score and void, with the range of positions in which it was true.
CREATE TABLE scores (
    position          bigint       PRIMARY KEY,
    valid_to          bigint,
    assessment_id     uuid         NOT NULL,
    cooperative_id    uuid         NOT NULL,
    membership_area   text         NOT NULL COLLATE "C",
    book_year         int          NOT NULL,
    ruleset           text         NOT NULL,
    ruleset_id        text         NOT NULL,
    what_if           text,
    opened            bigint       NOT NULL,
    kind              text         NOT NULL,
    total             numeric,
    predicate         text,
    predicate_before  text,
    reason            text,
    actor             text         NOT NULL,
    recorded_at       timestamptz  NOT NULL,
    decided_on        date         NOT NULL,
    version           bigint       NOT NULL,
    supersedes        bigint,
    UNIQUE (assessment_id, version)
);
COMMENT ON TABLE scores IS 'Every score and void, with its range of positions.';

CREATE INDEX scores_cooperative ON scores (cooperative_id, book_year, position);
CREATE INDEX scores_membership_area ON scores (membership_area, position);
CREATE INDEX scores_book_year ON scores (book_year, position)
 WHERE valid_to IS NULL AND total IS NOT NULL;
CREATE INDEX scores_predicate ON scores (predicate, cooperative_id, book_year, position)
 WHERE valid_to IS NULL AND total IS NOT NULL;
CREATE INDEX scores_total ON scores (total, position)
 WHERE valid_to IS NULL AND total IS NOT NULL;
