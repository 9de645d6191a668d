-- The log as it is lent to the floors above the store: they name these views and nothing in
-- public, so the tables of the store can change without them. A view runs with the rights of
-- whoever asks (security_invoker), so it opens nothing that the tables keep shut.
-- As with the log itself, every statement may be carried out again: whoever drops the log with
-- all that hangs on it gets both back.

CREATE SCHEMA IF NOT EXISTS log;
CREATE SCHEMA IF NOT EXISTS reference;

CREATE OR REPLACE VIEW log.events WITH (security_invoker = true) AS
SELECT notification_id    AS position,
       originator_id      AS stream,
       originator_version AS version,
       topic, state, recorded_at, actor, office, command_id, causation, effective_on
  FROM public.stored_events;

CREATE OR REPLACE VIEW log.tracking WITH (security_invoker = true) AS
SELECT application_name AS name,
       notification_id  AS position
  FROM public.notification_tracking;

CREATE OR REPLACE FUNCTION log.position_at(moment timestamptz) RETURNS bigint
    LANGUAGE sql STABLE
AS $$
    SELECT public.position_at(moment);
$$;

CREATE OR REPLACE VIEW reference.area_codes WITH (security_invoker = true) AS
SELECT digest, code, name, kind, postal_code
  FROM public.area_codes;

COMMENT ON SCHEMA log IS 'The log, as the floors above the store name it.';
COMMENT ON SCHEMA reference IS 'Published lists, as the floors above the store name them.';
COMMENT ON VIEW log.events IS 'Every event, in commit order by position.';
COMMENT ON VIEW log.tracking IS 'How far each view and each reactor has come.';
COMMENT ON VIEW reference.area_codes IS 'Published lists of area codes, by the digest that the log holds.';

GRANT USAGE ON SCHEMA log, reference TO sokoguru_server;
GRANT SELECT ON log.events, log.tracking, reference.area_codes TO sokoguru_server;
GRANT INSERT, UPDATE, DELETE ON log.tracking TO sokoguru_server;
REVOKE ALL ON FUNCTION log.position_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.position_at TO sokoguru_server;

-- Mails are sent from the log from now on. What an existing log holds was mailed when it happened.
INSERT INTO notification_tracking (application_name, notification_id)
SELECT 'reactors.mails', max(notification_id)
  FROM stored_events
HAVING max(notification_id) IS NOT NULL
    ON CONFLICT DO NOTHING;
