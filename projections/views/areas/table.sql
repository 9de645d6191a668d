-- Every name of every area: true from one day to another, as the decrees say.
CREATE TABLE areas (
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
COMMENT ON TABLE areas IS 'Every name of every area, with the days from and to which it holds.';

CREATE INDEX areas_name ON areas (name_key, code) WHERE valid_to IS NULL;
CREATE INDEX areas_parent ON areas (parent, name_key, code) WHERE valid_to IS NULL;
CREATE INDEX areas_level ON areas (level, name_key, code) WHERE valid_to IS NULL;
