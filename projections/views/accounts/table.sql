-- Accounts as they are; names and addresses of people are not in here.
CREATE TABLE accounts (
    id             uuid        PRIMARY KEY,
    user_name      text        NOT NULL COLLATE "C",
    role           text        NOT NULL,
    office         text,
    territory      text,
    cooperative    uuid,
    enabled        boolean     NOT NULL,
    second_factor  boolean     NOT NULL,
    erased         boolean     NOT NULL,
    interests      uuid[]      NOT NULL,
    created_at     timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    version        bigint      NOT NULL
);
COMMENT ON TABLE accounts IS 'Accounts as they are; names and addresses of people are not in here.';

CREATE INDEX accounts_user_name ON accounts (user_name, id);
CREATE INDEX accounts_cooperative ON accounts (cooperative) WHERE cooperative IS NOT NULL;
