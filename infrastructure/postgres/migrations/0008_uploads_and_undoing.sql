-- Files wait here for a command that names them: a digest says which file is meant, and only
-- whoever uploaded it may name it. What nothing names within a day is forgotten.

CREATE TABLE uploads (
    digest       text        NOT NULL,
    uploaded_by  text        NOT NULL,
    media_type   text        NOT NULL,
    content      bytea       NOT NULL,
    received_at  timestamptz NOT NULL,
    named        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (uploaded_by, digest),
    CONSTRAINT uploads_digest_is_of_content
         CHECK (digest = 'sha256:' || encode(sha256(content), 'hex'))
);
CREATE INDEX uploads_received_at ON uploads (received_at);
ALTER TABLE uploads ALTER COLUMN content SET STORAGE EXTERNAL;

COMMENT ON TABLE uploads IS 'Files that were uploaded and wait to be named by a command of the same account.';
COMMENT ON TABLE documents IS 'Files that the log names, by the digest of their content; append-only.';

GRANT SELECT, INSERT, UPDATE, DELETE ON uploads TO sokoguru_server;

-- What a thief of a session would change is kept for a day as it was before, and the secret of
-- one-time codes is one that was proposed here, never one that a caller chose.

CREATE TABLE former_values (
    account     uuid        NOT NULL,
    name        text        NOT NULL,
    value       text,
    email       text        NOT NULL,
    token_hash  bytea       UNIQUE,
    told        boolean     NOT NULL DEFAULT false,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE TABLE proposed_second_factors (
    account     uuid        PRIMARY KEY,
    secret      text        NOT NULL,
    expires_at  timestamptz NOT NULL
);

COMMENT ON TABLE former_values IS 'Mail addresses and second factors from before a change, for a day, so that it can be undone.';
COMMENT ON TABLE proposed_second_factors IS 'Secrets of one-time codes that were proposed and count for nothing yet.';

GRANT SELECT, INSERT, UPDATE, DELETE ON former_values, proposed_second_factors TO sokoguru_server;

-- A device that somebody has come in with is let try while others lock the name.

CREATE TABLE known_devices (
    token_hash  bytea       PRIMARY KEY,
    account     uuid        NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX known_devices_expires_at ON known_devices (expires_at);

COMMENT ON TABLE known_devices IS 'Devices that somebody has come in with; the token itself is never kept.';

GRANT SELECT, INSERT, UPDATE, DELETE ON known_devices TO sokoguru_server;
