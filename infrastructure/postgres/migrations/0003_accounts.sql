-- Accounts: secrets, sessions and traces of access. None of this is an event: it is secret, it is
-- personal, or it is forgotten on purpose. What became of an account stands in the log.

CREATE TABLE credentials (
    account        uuid        PRIMARY KEY,
    user_name      text        NOT NULL UNIQUE,
    password_hash  text,
    totp_secret    text,
    totp_step      bigint      NOT NULL DEFAULT 0,
    changed_at     timestamptz NOT NULL
);

CREATE TABLE sessions (
    token_hash    bytea       PRIMARY KEY,
    id            uuid        NOT NULL UNIQUE,
    account       uuid        NOT NULL,
    created_at    timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    address       text        NOT NULL,
    agent         text
);
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_ends_at ON sessions (ends_at);

CREATE TABLE service_key_secrets (
    key           uuid        PRIMARY KEY,
    secret_hash   bytea       NOT NULL UNIQUE,
    last_used_at  timestamptz,
    last_used_by  text
);

CREATE TABLE one_time_links (
    token_hash  bytea       PRIMARY KEY,
    account     uuid        NOT NULL,
    purpose     text        NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX one_time_links_account ON one_time_links (account);

CREATE TABLE sign_in_failures (
    subject       text        PRIMARY KEY,
    failures      int         NOT NULL,
    last_at       timestamptz NOT NULL,
    locked_until  timestamptz NOT NULL
);

CREATE TABLE solved_human_checks (
    challenge   text        PRIMARY KEY,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX solved_human_checks_expires_at ON solved_human_checks (expires_at);

CREATE TABLE installation_secrets (
    name   text  PRIMARY KEY,
    value  bytea NOT NULL
);

CREATE TABLE refused_commands (
    number   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    actor    text        NOT NULL,
    office   text,
    command  text        NOT NULL,
    subject  uuid        NOT NULL,
    code     text        NOT NULL,
    rule     text        NOT NULL
);

CREATE TABLE access_log (
    number   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    actor    text        NOT NULL,
    role     text        NOT NULL,
    office   text,
    action   text        NOT NULL,
    subject  text,
    reason   text
);

CREATE TABLE area_codes (
    digest       text NOT NULL,
    code         text NOT NULL,
    name         text NOT NULL,
    kind         text NOT NULL,
    postal_code  text,
    PRIMARY KEY (digest, code)
);

COMMENT ON TABLE credentials IS 'Password hashes and second factors, one row an account.';
COMMENT ON TABLE sessions IS 'Who is signed in; the token itself is never kept.';
COMMENT ON TABLE service_key_secrets IS 'Hashes of service keys, and when they were last used.';
COMMENT ON TABLE one_time_links IS 'Links with which a password can be chosen; using one removes it.';
COMMENT ON TABLE sign_in_failures IS 'Failed sign-ins per user name and per address, and until when they lock.';
COMMENT ON TABLE solved_human_checks IS 'Solutions that were used, so that none is used twice.';
COMMENT ON TABLE installation_secrets IS 'Keys that all server processes of this installation share.';
COMMENT ON TABLE refused_commands IS 'The newest commands that were refused, and by which rule.';
COMMENT ON TABLE access_log IS 'Who read private data or took an export, and why.';
COMMENT ON TABLE area_codes IS 'Published lists of area codes, named by the digest that the log holds.';

-- Server processes keep who a token stands for in memory for a moment; this tells them to forget.
CREATE FUNCTION announce_access() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_notify('sokoguru_access', OLD.account::text);
    RETURN NULL;
END
$$;
CREATE TRIGGER announce_access AFTER DELETE ON sessions
    FOR EACH ROW EXECUTE FUNCTION announce_access();

GRANT SELECT, INSERT, UPDATE, DELETE
   ON credentials, sessions, service_key_secrets, one_time_links, sign_in_failures,
      solved_human_checks, refused_commands, area_codes
   TO sokoguru_server;
GRANT SELECT, INSERT ON access_log, installation_secrets TO sokoguru_server;
REVOKE ALL ON FUNCTION announce_access FROM PUBLIC;

-- --- Read models, computed from the log as those before ---------------------------------------

CREATE TABLE views.accounts (
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
CREATE INDEX accounts_user_name ON views.accounts (user_name, id);
CREATE INDEX accounts_cooperative ON views.accounts (cooperative) WHERE cooperative IS NOT NULL;

CREATE TABLE views.offices (
    id             uuid    PRIMARY KEY,
    office         text    NOT NULL COLLATE "C",
    name           text    NOT NULL,
    territory      text    NOT NULL COLLATE "C",
    open           boolean NOT NULL,
    second_factor  text[]  NOT NULL,
    delegates      jsonb   NOT NULL,
    version        bigint  NOT NULL
);
CREATE INDEX offices_office ON views.offices (office, id);

CREATE TABLE views.service_keys (
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
    version      bigint      NOT NULL
);
CREATE INDEX service_keys_name ON views.service_keys (name, id);

-- A name is true from one day to another, as the decrees say. A code has one row a name.
CREATE TABLE views.areas (
    code         text    NOT NULL COLLATE "C",
    name         text    NOT NULL,
    name_key     text    NOT NULL COLLATE "C",
    kind         text    NOT NULL,
    level        int     NOT NULL,
    parent       text    NOT NULL COLLATE "C",
    postal_code  text,
    system       text    NOT NULL,
    decree       text    NOT NULL,
    valid_from   date    NOT NULL,
    valid_to     date,
    successors   text[]  NOT NULL DEFAULT '{}',
    PRIMARY KEY (code, valid_from)
);
CREATE INDEX areas_name ON views.areas (name_key, code) WHERE valid_to IS NULL;
CREATE INDEX areas_parent ON views.areas (parent, name_key, code) WHERE valid_to IS NULL;
CREATE INDEX areas_level ON views.areas (level, name_key, code) WHERE valid_to IS NULL;

COMMENT ON TABLE views.accounts IS 'Accounts as they are; names and addresses of people are not in here.';
COMMENT ON TABLE views.offices IS 'Offices as they are.';
COMMENT ON TABLE views.service_keys IS 'Service keys as they are.';
COMMENT ON TABLE views.areas IS 'Every name of every area, with the days from and to which it holds.';

GRANT SELECT, INSERT, UPDATE, DELETE
   ON views.accounts, views.offices, views.service_keys, views.areas
   TO sokoguru_server;
