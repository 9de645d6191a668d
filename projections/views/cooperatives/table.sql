-- Each state of each cooperative, with the range of positions in which it was true.
CREATE TABLE cooperatives (
    id                 uuid         NOT NULL,
    valid_from         bigint       NOT NULL,
    valid_to           bigint,
    name               text         NOT NULL,
    name_key           text         NOT NULL COLLATE "C",
    words              text         NOT NULL DEFAULT '',
    kind               text         NOT NULL,
    legal_number       text         NOT NULL,
    legal_number_form  text         NOT NULL DEFAULT '' COLLATE "C",
    legal_number_type  text         NOT NULL,
    legal_number_date  date,
    nik                text,
    membership_area    text         NOT NULL COLLATE "C",
    village            text         NOT NULL COLLATE "C",
    regency            text         NOT NULL COLLATE "C",
    address            text         NOT NULL,
    latitude           numeric,
    longitude          numeric,
    phone              text,
    email              text,
    website            text,
    logo               text,
    status             text         NOT NULL,
    status_reason      text,
    registered_at      timestamptz  NOT NULL,
    changed_at         timestamptz  NOT NULL,
    stream_version     bigint       NOT NULL,
    PRIMARY KEY (id, valid_from)
);
COMMENT ON TABLE cooperatives IS 'Each state of each cooperative, with its range of positions.';

CREATE INDEX cooperatives_name ON cooperatives (name_key, id) WHERE valid_to IS NULL;
CREATE INDEX cooperatives_registered_at ON cooperatives (registered_at, id)
 WHERE valid_to IS NULL;
CREATE INDEX cooperatives_membership_area ON cooperatives (membership_area, name_key, id)
 WHERE valid_to IS NULL;
CREATE INDEX cooperatives_name_ever ON cooperatives (name_key, id);
CREATE INDEX cooperatives_legal_number ON cooperatives (legal_number_form);
CREATE INDEX cooperatives_village ON cooperatives (village, name_key) WHERE valid_to IS NULL;
CREATE INDEX cooperatives_nik ON cooperatives (nik) WHERE nik IS NOT NULL;

-- Words of the name and of the legal number, found from their beginning. The text search built into every PostgreSQL:
-- the extension for similar strings (pg_trgm) does not come with the embedded server.
CREATE INDEX cooperatives_words ON cooperatives
 USING gin (array_to_tsvector(string_to_array(words, ' ')));
