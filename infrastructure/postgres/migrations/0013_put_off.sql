-- What a reactor could not do for one event is put off, so that the events after it do not wait:
-- a mailbox that takes no mail for days holds up nobody else's.

CREATE TABLE views.put_off (
    reactor   text        NOT NULL,
    position  bigint      NOT NULL,
    attempts  int         NOT NULL,
    due_at    timestamptz NOT NULL,
    error     text        NOT NULL,
    PRIMARY KEY (reactor, position)
);

COMMENT ON TABLE views.put_off IS 'Reactions that failed and come again by themselves, while later events go on.';

GRANT SELECT, INSERT, UPDATE, DELETE ON views.put_off TO sokoguru_server;
