-- Registrations and what was decided on them.
CREATE TABLE registrations (
    cooperative_id   uuid         PRIMARY KEY,
    position         bigint       NOT NULL,
    name             text         NOT NULL,
    kind             text         NOT NULL,
    legal_number     text         NOT NULL,
    membership_area  text         NOT NULL COLLATE "C",
    village          text         NOT NULL COLLATE "C",
    status           text         NOT NULL,
    registered_at    timestamptz  NOT NULL,
    registered_by    text         NOT NULL,
    decided_at       timestamptz,
    decided_by       text,
    reason           text
);
COMMENT ON TABLE registrations IS 'Registrations and what was decided on them.';

CREATE UNIQUE INDEX registrations_position ON registrations (position);
CREATE INDEX registrations_waiting ON registrations (position) WHERE status = 'WAITING';
