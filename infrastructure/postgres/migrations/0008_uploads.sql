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
