-- Where a guest registered from and where officers work, as keyed hashes for a while: who
-- registers as a guest and accepts the registration as an officer is noticed when both come
-- from one network.

CREATE TABLE origins (
    subject     text        NOT NULL,
    mark        bytea       NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (subject, mark)
);
CREATE INDEX origins_expires_at ON origins (expires_at);

COMMENT ON TABLE origins IS 'Networks that officers and registrations by guests come from, as keyed hashes, for a while.';

GRANT SELECT, INSERT, UPDATE, DELETE ON origins TO sokoguru_server;
