-- Service keys as they are.
CREATE TABLE service_keys (
    id           uuid        PRIMARY KEY,
    name         text        NOT NULL COLLATE "C",
    prefix       text        NOT NULL,
    scopes       text[]      NOT NULL,
    office       text,
    cooperative  uuid,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    replaces     uuid,
    state           text     NOT NULL,
    requested_by    text,
    request_reason  text,
    request_until   timestamptz,
    version      bigint      NOT NULL
);
COMMENT ON TABLE service_keys IS 'Service keys as they are.';

CREATE INDEX service_keys_name ON service_keys (name, id);
