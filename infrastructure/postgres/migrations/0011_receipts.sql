-- A guest keeps a receipt of a registration and may upload its logo; what guests upload is
-- counted by the address that it comes from, because they have one account together.

CREATE TABLE registration_receipts (
    cooperative  uuid        PRIMARY KEY,
    code_hash    bytea       NOT NULL UNIQUE,
    made_at      timestamptz NOT NULL
);

COMMENT ON TABLE registration_receipts IS 'Receipts of registrations by guests; the code itself is never kept.';

GRANT SELECT, INSERT ON registration_receipts TO sokoguru_server;

ALTER TABLE uploads ADD COLUMN address text;
