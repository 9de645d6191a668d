-- Offices as they are.
CREATE TABLE offices (
    id             uuid    PRIMARY KEY,
    office         text    NOT NULL COLLATE "C",
    name           text    NOT NULL,
    territory      text    NOT NULL COLLATE "C",
    stated_zone    text,
    open           boolean NOT NULL,
    second_factor  text[]  NOT NULL,
    delegates      jsonb   NOT NULL,
    version        bigint  NOT NULL
);
COMMENT ON TABLE offices IS 'Offices as they are.';

CREATE INDEX offices_office ON offices (office, id);
