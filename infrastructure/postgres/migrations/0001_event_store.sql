-- The log: what happened, in the order in which it was committed. Nothing here is ever changed.
-- The first columns of stored_events and all of notification_tracking are those of the Python
-- library eventsourcing, whose tools therefore open this database. The library's tests drop its
-- tables and make them anew, so every statement here may be carried out again.

-- --- The role --------------------------------------------------------------------------------

-- Roles belong to the whole cluster and several databases may be migrated at once: whoever comes
-- second waits for the first and then finds the role there.
DO $$
BEGIN
    IF to_regrole('sokoguru_server') IS NULL THEN
        CREATE ROLE sokoguru_server NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role sokoguru_server is missing, and % may not create it.', current_user
              USING HINT = 'Have an administrator run: CREATE ROLE sokoguru_server NOLOGIN; '
                           'GRANT sokoguru_server TO ' || quote_ident(current_user) || ';';
END
$$;

DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'sokoguru_server', 'MEMBER') THEN
        EXECUTE format('GRANT sokoguru_server TO %I', current_user);
    END IF;
END
$$;

-- --- The tables ------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS stored_events (
    originator_id       uuid        NOT NULL,
    originator_version  bigint      NOT NULL,
    topic               text,
    state               bytea,
    notification_id     bigserial,
    recorded_at         timestamptz,
    actor               text,
    office              text,
    command_id          uuid,
    causation           bigint,
    effective_on        date,
    PRIMARY KEY (originator_id, originator_version)
) WITH (
    autovacuum_enabled = true,
    autovacuum_vacuum_threshold = 100000000,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.01
);

CREATE UNIQUE INDEX IF NOT EXISTS stored_events_notification_id_idx ON stored_events (notification_id);

CREATE TABLE IF NOT EXISTS commands (
    command_id   uuid        PRIMARY KEY,
    fingerprint  bytea       NOT NULL,
    outcome      bytea       NOT NULL,
    position     bigint      NOT NULL,
    actor        text        NOT NULL,
    recorded_at  timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS private_values (
    subject  uuid   NOT NULL,
    name     text   NOT NULL,
    salt     bytea  NOT NULL,
    value    bytea,
    PRIMARY KEY (subject, name)
);

CREATE TABLE IF NOT EXISTS notification_tracking (
    application_name  text,
    notification_id   bigint,
    PRIMARY KEY (application_name)
) WITH (
    autovacuum_enabled = true,
    autovacuum_vacuum_threshold = 100000000,
    autovacuum_vacuum_scale_factor = 0.5,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.01
);

-- The library's own mark for "one row per application"; without it the library would migrate the table.
INSERT INTO notification_tracking VALUES ('__migration__', 1)
    ON CONFLICT DO NOTHING;

COMMENT ON TABLE stored_events IS 'Every event, in commit order by notification_id; append-only.';
COMMENT ON TABLE commands IS 'What each command came to, so that repeating it changes nothing.';
COMMENT ON TABLE private_values IS 'Values that people may have erased; events hold salted commitments to them.';
COMMENT ON TABLE notification_tracking IS 'How far each follower of the log has come, as the library keeps it.';

-- --- Time ------------------------------------------------------------------------------------

-- The database's clock, never before the newest event: a clock that is set back does not reorder
-- the past. Right only while holding the lock under which events are written.
CREATE OR REPLACE FUNCTION recording_time() RETURNS timestamptz
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT greatest(
        clock_timestamp(),
        (SELECT recorded_at FROM public.stored_events ORDER BY notification_id DESC LIMIT 1)
    );
$$;

-- Writers that know only the library's columns get the time as well.
ALTER TABLE stored_events ALTER COLUMN recorded_at SET DEFAULT recording_time();

-- The last position recorded at or before a moment, 0 if none. Times rise with positions, so
-- halving the log finds it in some twenty looks, and the log needs no index on time.
CREATE OR REPLACE FUNCTION position_at(moment timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    low   bigint := 0;
    high  bigint := coalesce((SELECT max(notification_id) FROM public.stored_events), 0);
    seen  record;
BEGIN
    WHILE low < high LOOP
        SELECT notification_id, recorded_at INTO seen
          FROM public.stored_events
         WHERE notification_id >= (low + high + 1) / 2
         ORDER BY notification_id
         LIMIT 1;
        IF seen.recorded_at <= moment THEN
            low := seen.notification_id;
        ELSE
            high := (low + high + 1) / 2 - 1;
        END IF;
    END LOOP;
    RETURN coalesce(
        (SELECT max(notification_id) FROM public.stored_events WHERE notification_id <= low), 0
    );
END
$$;

-- --- Appending -------------------------------------------------------------------------------

-- Append the events of a group of commands, each command whole or not at all.
--
-- Element c of the command arrays is one command; ends[c] is the number of events up to and with
-- its last. Element e of the event arrays is one event, owners[e] the number of its command; events
-- come in the order of their commands. The head arrays name the first event of each command and
-- stream, where the stream is not a new one. No two commands of a group share an id or a stream. A
-- command without id is a foreign writer's: it is not remembered, and may leave gaps between
-- versions. Where a follower is tracked, the group is one command, and the tracking moves with it or
-- not at all.
--
-- Reading arrays is a good part of the work, so one that says nothing new is NULL: ends, owners and
-- actors where each command has one event, versions where all are 1, any where all elements are NULL.
--
-- The first row returned is ('begun', the position before the first new one). One row follows for
-- each command that was not written: 'repeated' with what it came to the first time, 'reused' when
-- its id belongs to another command, 'conflict' with the stream that has moved on, 'untracked' when
-- the tracked position is not ahead. All others take the next positions, in the given order.
--
-- One lock, held until commit, makes positions follow commit order, so a reader of the log never
-- sees a position appear behind it. LOCK TABLE also keeps out the library's own writers, who take
-- the table in EXCLUSIVE mode; being ROW EXCLUSIVE, it leaves ANALYZE and VACUUM alone. Plans are
-- made once, and one made while the log is small must still be good when it is large.
CREATE OR REPLACE FUNCTION append_events(
    command_ids       uuid[],
    fingerprints      bytea[],
    outcomes          bytea[],
    command_actors    text[],
    ends              int[],
    owners            int[],
    streams           uuid[],
    versions          bigint[],
    topics            text[],
    states            bytea[],
    actors            text[],
    offices           text[],
    causations        bigint[],
    effective_dates   date[],
    head_owners       int[],
    head_streams      uuid[],
    head_versions     bigint[],
    private_owners    int[],
    private_subjects  uuid[],
    private_names     text[],
    private_salts     bytea[],
    private_contents  bytea[],
    tracked_name      text,
    tracked_position  bigint
) RETURNS TABLE (kind text, command int, place bigint, outcome bytea, stream uuid)
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_variable
DECLARE
    newest   bigint;
    moment   timestamptz;
    authors  text[] := coalesce(actors, command_actors);
    refused  int[] := '{}';
    shifts   int[] := '{}';
    written  bigint;
BEGIN
    -- An answer means that the commit is on disk, whatever the session had set.
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_advisory_xact_lock(7307019, 0);
    LOCK TABLE public.stored_events IN ROW EXCLUSIVE MODE;

    SELECT last.notification_id, last.recorded_at INTO newest, moment
      FROM public.stored_events AS last
     ORDER BY last.notification_id DESC
     LIMIT 1;
    newest := coalesce(newest, 0);
    moment := greatest(clock_timestamp(), moment);
    kind := 'begun';
    place := newest;
    RETURN NEXT;

    -- First as if nothing were refused, which is nearly always so; the unique keys tell otherwise.
    LOOP
        BEGIN
            IF tracked_name IS NOT NULL AND refused = '{}' THEN
                INSERT INTO public.notification_tracking AS tracking
                VALUES (tracked_name, tracked_position)
                    ON CONFLICT (application_name) DO UPDATE
                   SET notification_id = tracked_position
                 WHERE tracking.notification_id < tracked_position;
                IF NOT FOUND THEN
                    kind := 'untracked';
                    command := 1;
                    RETURN NEXT;
                    RETURN;
                END IF;
            END IF;

            IF head_owners IS NOT NULL AND EXISTS (
                SELECT FROM unnest(head_owners, head_streams, head_versions)
                    AS head (owner, stream, version)
                 WHERE head.owner <> ALL (refused)
                   AND NOT EXISTS (SELECT FROM public.stored_events AS stored
                                    WHERE stored.originator_id = head.stream
                                      AND stored.originator_version = head.version - 1)
            ) THEN
                RAISE unique_violation;
            END IF;

            INSERT INTO public.commands (
                   command_id, fingerprint, outcome, position, actor, recorded_at)
            SELECT done.id, done.fingerprint, done.outcome,
                   newest + coalesce(done.last, done.number) - coalesce(shifts[done.number], 0),
                   done.actor, moment
              FROM unnest(command_ids, fingerprints, outcomes, command_actors, ends)
                   WITH ORDINALITY AS done (id, fingerprint, outcome, actor, last, number)
             WHERE done.id IS NOT NULL
               AND done.number <> ALL (refused);

            INSERT INTO public.stored_events (
                   originator_id, originator_version, topic, state, notification_id,
                   recorded_at, actor, office, command_id, causation, effective_on)
            SELECT event.stream, coalesce(event.version, 1), event.topic, event.state,
                   newest + event.number - coalesce(shifts[coalesce(event.owner, event.number)], 0),
                   moment, event.actor, event.office,
                   command_ids[coalesce(event.owner, event.number)],
                   event.causation, event.effective_on
              FROM unnest(owners, streams, versions, topics, states, authors, offices, causations,
                          effective_dates) WITH ORDINALITY
                AS event (owner, stream, version, topic, state, actor, office, causation,
                          effective_on, number)
             WHERE coalesce(event.owner, event.number) <> ALL (refused);
            GET DIAGNOSTICS written = ROW_COUNT;
            EXIT;
        EXCEPTION WHEN unique_violation THEN
            IF refused <> '{}' THEN
                RAISE;
            END IF;
        END;

        FOR kind, command, place, outcome IN
            SELECT CASE WHEN done.fingerprint = given.fingerprint THEN 'repeated' ELSE 'reused' END,
                   given.number, done.position, done.outcome
              FROM unnest(command_ids, fingerprints) WITH ORDINALITY
                AS given (id, fingerprint, number)
              JOIN public.commands AS done ON done.command_id = given.id
        LOOP
            refused := refused || command;
            RETURN NEXT;
        END LOOP;

        place := NULL;
        outcome := NULL;
        FOR kind, command, stream IN
            SELECT DISTINCT ON (head.owner) 'conflict', head.owner, head.stream
              FROM (SELECT coalesce(event.owner, event.number) AS owner, event.stream,
                           min(coalesce(event.version, 1)) AS version
                      FROM unnest(owners, streams, versions) WITH ORDINALITY
                        AS event (owner, stream, version, number)
                     GROUP BY 1, 2) AS head
              LEFT JOIN LATERAL (SELECT stored.originator_version AS version
                                   FROM public.stored_events AS stored
                                  WHERE stored.originator_id = head.stream
                                  ORDER BY stored.originator_version DESC
                                  LIMIT 1) AS last ON true
             WHERE head.owner <> ALL (refused)
               AND (head.version <= last.version
                    OR command_ids[head.owner] IS NOT NULL
                       AND head.version <> coalesce(last.version, 0) + 1)
             ORDER BY head.owner, head.stream
        LOOP
            refused := refused || command;
            RETURN NEXT;
        END LOOP;

        stream := NULL;
        IF refused = '{}' THEN
            RAISE unique_violation USING MESSAGE = 'A command writes the same version twice.';
        END IF;
        SELECT array_agg(skipped.events ORDER BY skipped.number) INTO shifts
          FROM (SELECT given.number,
                       sum(CASE WHEN given.number = ANY (refused) THEN given.size ELSE 0 END)
                           OVER (ORDER BY given.number) AS events
                  FROM (SELECT each.number,
                               each.last - coalesce(lag(each.last) OVER (ORDER BY each.number), 0)
                                   AS size
                          FROM (SELECT coalesce(done.last, done.number) AS last, done.number
                                  FROM unnest(command_ids, ends) WITH ORDINALITY
                                    AS done (id, last, number)) AS each) AS given
               ) AS skipped;
    END LOOP;

    IF private_owners IS NOT NULL THEN
        INSERT INTO public.private_values (subject, name, salt, value)
        SELECT private.subject, private.name,
               CASE WHEN private.value IS NULL THEN '' ELSE private.salt END, private.value
          FROM unnest(private_owners, private_subjects, private_names, private_salts,
                      private_contents) AS private (owner, subject, name, salt, value)
         WHERE private.owner <> ALL (refused)
            ON CONFLICT (subject, name) DO UPDATE
           SET salt = excluded.salt, value = excluded.value;
    END IF;

    -- The library's own writers take their positions from the sequence.
    IF written > 0 THEN
        PERFORM setval('public.stored_events_notification_id_seq', newest + written);
        NOTIFY stored_events;
    END IF;
END
$$;

-- --- Refusing change -------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the log is append-only, for everyone.', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation',
                HINT = 'Record a correction or a void as a new event; it names what it corrects.';
END
$$;

CREATE OR REPLACE TRIGGER refuse_change
    BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER refuse_change
    BEFORE UPDATE OR DELETE OR TRUNCATE ON commands
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ALWAYS: session_replication_role, which turns other triggers off, does not turn these off.
ALTER TABLE stored_events ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE commands ENABLE ALWAYS TRIGGER refuse_change;

-- --- Rights ----------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA public TO sokoguru_server;
GRANT SELECT ON stored_events, commands, private_values, notification_tracking TO sokoguru_server;
REVOKE ALL ON FUNCTION append_events, recording_time, position_at, refuse_change FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_events, position_at TO sokoguru_server;
