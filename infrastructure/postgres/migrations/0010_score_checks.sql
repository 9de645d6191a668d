-- What became of computing every score again, as it is done each night.

CREATE TABLE score_checks (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    began_at  timestamptz NOT NULL,
    result    json        NOT NULL
);

CREATE INDEX score_checks_began_at ON score_checks (began_at);

COMMENT ON TABLE score_checks IS 'What came of each time that all scores were computed again.';

-- Nobody who serves requests may make a check undone.
GRANT SELECT, INSERT ON score_checks TO sokoguru_server;
