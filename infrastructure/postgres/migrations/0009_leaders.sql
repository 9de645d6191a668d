-- Who leads, and when it was last heard of; and what a server may see that owns nothing.

CREATE TABLE views.leaders (
    name     text        PRIMARY KEY,
    process  text        NOT NULL,
    beat_at  timestamptz NOT NULL
);

COMMENT ON TABLE views.leaders IS 'Which process leads what, and when it was last heard of.';

GRANT SELECT, INSERT, UPDATE ON views.leaders TO sokoguru_server;

-- A server that connects as somebody who owns nothing finds out that no migration is missing.
GRANT SELECT ON schema_migrations TO sokoguru_server;
