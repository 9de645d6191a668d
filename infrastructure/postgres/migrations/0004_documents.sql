-- Files beside the log, each named by the digest of its bytes: a name can never come to mean
-- another file, so events may refer to it for ever.

CREATE TABLE documents (
    digest       text        PRIMARY KEY,
    media_type   text        NOT NULL,
    content      bytea       NOT NULL,
    received_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT documents_digest_is_of_content
         CHECK (digest = 'sha256:' || encode(sha256(content), 'hex'))
);

-- Scans and photographs are compressed already.
ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL;

COMMENT ON TABLE documents IS 'Uploaded files by the digest of their content; append-only.';

CREATE TRIGGER refuse_change
    BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE documents ENABLE ALWAYS TRIGGER refuse_change;

GRANT SELECT, INSERT ON documents TO sokoguru_server;
