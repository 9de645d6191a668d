-- Every table, function and right, as the migrations leave them. Written by script/schema.
-- The migrations are what is carried out; a test proves that both come to the same.

CREATE SCHEMA log;

COMMENT ON SCHEMA log IS 'The log, as the floors above the store name it.';

CREATE SCHEMA reference;

COMMENT ON SCHEMA reference IS 'Published lists, as the floors above the store name them.';

CREATE SCHEMA views;

COMMENT ON SCHEMA views IS 'Read models: every row can be rebuilt from the log.';

CREATE FUNCTION log.position_at(moment timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    SELECT public.position_at(moment);
$$;

CREATE FUNCTION public.announce_access() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_notify('sokoguru_access', OLD.account::text);
    RETURN NULL;
END
$$;

CREATE FUNCTION public.append_events(command_ids uuid[], fingerprints bytea[], outcomes bytea[], command_actors text[], ends integer[], owners integer[], streams uuid[], versions bigint[], topics text[], states bytea[], actors text[], offices text[], causations bigint[], effective_dates date[], head_owners integer[], head_streams uuid[], head_versions bigint[], private_owners integer[], private_subjects uuid[], private_names text[], private_salts bytea[], private_contents bytea[], tracked_name text, tracked_position bigint) RETURNS TABLE(kind text, command integer, place bigint, outcome bytea, stream uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
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

CREATE FUNCTION public.position_at(moment timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
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

CREATE FUNCTION public.recording_time() RETURNS timestamp with time zone
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT greatest(
        clock_timestamp(),
        (SELECT recorded_at FROM public.stored_events ORDER BY notification_id DESC LIMIT 1)
    );
$$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the log is append-only, for everyone.', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation',
                HINT = 'Record a correction or a void as a new event; it names what it corrects.';
END
$$;

CREATE TABLE public.stored_events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text,
    state bytea,
    notification_id bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT public.recording_time(),
    actor text,
    office text,
    command_id uuid,
    causation bigint,
    effective_on date
)
WITH (autovacuum_enabled='true', autovacuum_vacuum_threshold='100000000', autovacuum_vacuum_scale_factor='0.5', autovacuum_analyze_threshold='1000', autovacuum_analyze_scale_factor='0.01');

COMMENT ON TABLE public.stored_events IS 'Every event, in commit order by notification_id; append-only.';

CREATE VIEW log.events WITH (security_invoker='true') AS
 SELECT notification_id AS "position",
    originator_id AS stream,
    originator_version AS version,
    topic,
    state,
    recorded_at,
    actor,
    office,
    command_id,
    causation,
    effective_on
   FROM public.stored_events;

COMMENT ON VIEW log.events IS 'Every event, in commit order by position.';

CREATE TABLE public.notification_tracking (
    application_name text NOT NULL,
    notification_id bigint
)
WITH (autovacuum_enabled='true', autovacuum_vacuum_threshold='100000000', autovacuum_vacuum_scale_factor='0.5', autovacuum_analyze_threshold='1000', autovacuum_analyze_scale_factor='0.01');

COMMENT ON TABLE public.notification_tracking IS 'How far each follower of the log has come, as the library keeps it.';

CREATE VIEW log.tracking WITH (security_invoker='true') AS
 SELECT application_name AS name,
    notification_id AS "position"
   FROM public.notification_tracking;

COMMENT ON VIEW log.tracking IS 'How far each view and each reactor has come.';

CREATE TABLE public.access_log (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    office text,
    action text NOT NULL,
    subject text,
    reason text
);

COMMENT ON TABLE public.access_log IS 'Who read private data or took an export, and why.';

ALTER TABLE public.access_log ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.access_log_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.area_codes (
    digest text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    postal_code text
);

COMMENT ON TABLE public.area_codes IS 'Published lists of area codes, named by the digest that the log holds.';

CREATE TABLE public.commands (
    command_id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    outcome bytea NOT NULL,
    "position" bigint NOT NULL,
    actor text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.commands IS 'What each command came to, so that repeating it changes nothing.';

CREATE TABLE public.credentials (
    account uuid NOT NULL,
    user_name text NOT NULL,
    password_hash text,
    totp_secret text,
    totp_step bigint DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.credentials IS 'Password hashes and second factors, one row an account.';

CREATE TABLE public.documents (
    digest text NOT NULL,
    media_type text NOT NULL,
    content bytea NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT documents_digest_is_of_content CHECK ((digest = ('sha256:'::text || encode(sha256(content), 'hex'::text))))
);
ALTER TABLE ONLY public.documents ALTER COLUMN content SET STORAGE EXTERNAL;

COMMENT ON TABLE public.documents IS 'Files that the log names, by the digest of their content; append-only.';

CREATE TABLE public.former_values (
    account uuid NOT NULL,
    name text NOT NULL,
    value text,
    email text NOT NULL,
    token_hash bytea,
    told boolean DEFAULT false NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.former_values IS 'Mail addresses and second factors from before a change, for a day, so that it can be undone.';

CREATE TABLE public.installation_secrets (
    name text NOT NULL,
    value bytea NOT NULL
);

COMMENT ON TABLE public.installation_secrets IS 'Keys that all server processes of this installation share.';

CREATE TABLE public.known_devices (
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.known_devices IS 'Devices that somebody has come in with; the token itself is never kept.';

CREATE TABLE public.one_time_links (
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    purpose text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.one_time_links IS 'Links with which a password can be chosen; using one removes it.';

CREATE TABLE public.origins (
    subject text NOT NULL,
    mark bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.origins IS 'Networks that officers and registrations by guests come from, as keyed hashes, for a while.';

CREATE TABLE public.private_values (
    subject uuid NOT NULL,
    name text NOT NULL,
    salt bytea NOT NULL,
    value bytea
);

COMMENT ON TABLE public.private_values IS 'Values that people may have erased; events hold salted commitments to them.';

CREATE TABLE public.proposed_second_factors (
    account uuid NOT NULL,
    secret text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.proposed_second_factors IS 'Secrets of one-time codes that were proposed and count for nothing yet.';

CREATE TABLE public.refused_commands (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    office text,
    command text NOT NULL,
    subject uuid NOT NULL,
    code text NOT NULL,
    rule text NOT NULL
);

COMMENT ON TABLE public.refused_commands IS 'The newest commands that were refused, and by which rule.';

ALTER TABLE public.refused_commands ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.refused_commands_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registration_receipts (
    cooperative uuid NOT NULL,
    code_hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.registration_receipts IS 'Receipts of registrations by guests; the code itself is never kept.';

CREATE TABLE public.schema_migrations (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT schema_migrations_number_check CHECK ((number > 0))
);

CREATE TABLE public.score_checks (
    number bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    result json NOT NULL
);

COMMENT ON TABLE public.score_checks IS 'What came of each time that all scores were computed again.';

ALTER TABLE public.score_checks ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.score_checks_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.service_key_secrets (
    key uuid NOT NULL,
    secret_hash bytea NOT NULL,
    last_used_at timestamp with time zone,
    last_used_by text
);

COMMENT ON TABLE public.service_key_secrets IS 'Hashes of service keys, and when they were last used.';

CREATE TABLE public.sessions (
    token_hash bytea NOT NULL,
    id uuid NOT NULL,
    account uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    address text NOT NULL,
    agent text
);

COMMENT ON TABLE public.sessions IS 'Who is signed in; the token itself is never kept.';

CREATE TABLE public.sign_in_failures (
    subject text NOT NULL,
    failures integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    locked_until timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.sign_in_failures IS 'Failed sign-ins per user name and per address, and until when they lock.';

CREATE TABLE public.solved_human_checks (
    challenge text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.solved_human_checks IS 'Solutions that were used, so that none is used twice.';

CREATE SEQUENCE public.stored_events_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.stored_events_notification_id_seq OWNED BY public.stored_events.notification_id;

CREATE TABLE public.uploads (
    digest text NOT NULL,
    uploaded_by text NOT NULL,
    media_type text NOT NULL,
    content bytea NOT NULL,
    received_at timestamp with time zone NOT NULL,
    named boolean DEFAULT false NOT NULL,
    address text,
    CONSTRAINT uploads_digest_is_of_content CHECK ((digest = ('sha256:'::text || encode(sha256(content), 'hex'::text))))
);
ALTER TABLE ONLY public.uploads ALTER COLUMN content SET STORAGE EXTERNAL;

COMMENT ON TABLE public.uploads IS 'Files that were uploaded and wait to be named by a command of the same account.';

CREATE VIEW reference.area_codes WITH (security_invoker='true') AS
 SELECT digest,
    code,
    name,
    kind,
    postal_code
   FROM public.area_codes;

COMMENT ON VIEW reference.area_codes IS 'Published lists of area codes, by the digest that the log holds.';

CREATE TABLE views.accounts (
    id uuid NOT NULL,
    user_name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    office text,
    territory text,
    cooperative uuid,
    enabled boolean NOT NULL,
    second_factor boolean NOT NULL,
    erased boolean NOT NULL,
    interests uuid[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version bigint NOT NULL
);

COMMENT ON TABLE views.accounts IS 'Accounts as they are; names and addresses of people are not in here.';

CREATE TABLE views.areas (
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    level integer NOT NULL,
    parent text NOT NULL COLLATE pg_catalog."C",
    postal_code text,
    system text NOT NULL,
    decree text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    successors text[] DEFAULT '{}'::text[] NOT NULL
);

COMMENT ON TABLE views.areas IS 'Every name of every area, with the days from and to which it holds.';

CREATE TABLE views.assessments (
    id uuid NOT NULL,
    cooperative_id uuid NOT NULL,
    membership_area text NOT NULL COLLATE pg_catalog."C",
    book_year integer NOT NULL,
    ruleset text NOT NULL,
    ruleset_id text NOT NULL,
    state text NOT NULL,
    submission integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by text NOT NULL,
    submitted_at timestamp with time zone,
    submitted_by text,
    returned_at timestamp with time zone,
    returned_by text,
    verified_at timestamp with time zone,
    verified_by text,
    findings jsonb NOT NULL,
    due date,
    documents jsonb NOT NULL,
    objection integer,
    objection_reason text,
    total numeric,
    predicate text,
    void_reason text,
    changed_at timestamp with time zone NOT NULL,
    stream_version bigint NOT NULL,
    "position" bigint NOT NULL,
    prepared_by text[] DEFAULT '{}'::text[] NOT NULL
);

COMMENT ON TABLE views.assessments IS 'How far each assessment is.';

CREATE TABLE views.audit_subjects (
    stream uuid NOT NULL,
    since bigint NOT NULL,
    cooperative_id uuid NOT NULL,
    membership_area text COLLATE pg_catalog."C"
);

COMMENT ON TABLE views.audit_subjects IS 'Whose thing a stream is, from a position on.';

CREATE TABLE views.audit_trail (
    "position" bigint NOT NULL,
    actor text COLLATE pg_catalog."C",
    office text,
    topic text NOT NULL COLLATE pg_catalog."C",
    cooperative_id uuid,
    membership_area text COLLATE pg_catalog."C"
);

COMMENT ON TABLE views.audit_trail IS 'Who did what and when: one row for every event.';

CREATE TABLE views.cooperatives (
    id uuid NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    legal_number text NOT NULL,
    legal_number_type text NOT NULL,
    legal_number_date date,
    nik text,
    membership_area text NOT NULL COLLATE pg_catalog."C",
    village text NOT NULL COLLATE pg_catalog."C",
    regency text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL,
    latitude numeric,
    longitude numeric,
    phone text,
    email text,
    website text,
    logo text,
    status text NOT NULL,
    status_reason text,
    registered_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    stream_version bigint NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    legal_number_form text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

COMMENT ON TABLE views.cooperatives IS 'Each state of each cooperative, with its range of positions.';

CREATE TABLE views.leaders (
    name text NOT NULL,
    process text NOT NULL,
    beat_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE views.leaders IS 'Which process leads what, and when it was last heard of.';

CREATE TABLE views.offices (
    id uuid NOT NULL,
    office text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    territory text NOT NULL COLLATE pg_catalog."C",
    open boolean NOT NULL,
    second_factor text[] NOT NULL,
    delegates jsonb NOT NULL,
    version bigint NOT NULL
);

COMMENT ON TABLE views.offices IS 'Offices as they are.';

CREATE TABLE views.put_off (
    reactor text NOT NULL,
    "position" bigint NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    error text NOT NULL
);

COMMENT ON TABLE views.put_off IS 'Reactions that failed and come again by themselves, while later events go on.';

CREATE TABLE views.registrations (
    cooperative_id uuid NOT NULL,
    "position" bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    legal_number text NOT NULL,
    membership_area text NOT NULL COLLATE pg_catalog."C",
    village text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    registered_by text NOT NULL,
    decided_at timestamp with time zone,
    decided_by text,
    reason text
);

COMMENT ON TABLE views.registrations IS 'Registrations and what was decided on them.';

CREATE TABLE views.scores (
    "position" bigint NOT NULL,
    valid_to bigint,
    assessment_id uuid NOT NULL,
    cooperative_id uuid NOT NULL,
    membership_area text NOT NULL COLLATE pg_catalog."C",
    book_year integer NOT NULL,
    ruleset text NOT NULL,
    ruleset_id text NOT NULL,
    kind text NOT NULL,
    total numeric,
    predicate text,
    predicate_before text,
    reason text,
    actor text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    effective_on date,
    version bigint NOT NULL,
    supersedes bigint
);

COMMENT ON TABLE views.scores IS 'Every score and void, with its range of positions.';

CREATE TABLE views.service_keys (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    prefix text NOT NULL,
    scopes text[] NOT NULL,
    office text,
    cooperative uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    replaces uuid,
    version bigint NOT NULL
);

COMMENT ON TABLE views.service_keys IS 'Service keys as they are.';

CREATE TABLE views.stalls (
    name text NOT NULL,
    "position" bigint NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    failed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE views.stalls IS 'Projections that cannot go on, and why.';

ALTER TABLE ONLY public.stored_events ALTER COLUMN notification_id SET DEFAULT nextval('public.stored_events_notification_id_seq'::regclass);

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT access_log_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.area_codes
    ADD CONSTRAINT area_codes_pkey PRIMARY KEY (digest, code);

ALTER TABLE ONLY public.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (command_id);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (account);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_name_key UNIQUE (user_name);

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.former_values
    ADD CONSTRAINT former_values_pkey PRIMARY KEY (account, name);

ALTER TABLE ONLY public.former_values
    ADD CONSTRAINT former_values_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.installation_secrets
    ADD CONSTRAINT installation_secrets_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.known_devices
    ADD CONSTRAINT known_devices_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.notification_tracking
    ADD CONSTRAINT notification_tracking_pkey PRIMARY KEY (application_name);

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.origins
    ADD CONSTRAINT origins_pkey PRIMARY KEY (subject, mark);

ALTER TABLE ONLY public.private_values
    ADD CONSTRAINT private_values_pkey PRIMARY KEY (subject, name);

ALTER TABLE ONLY public.proposed_second_factors
    ADD CONSTRAINT proposed_second_factors_pkey PRIMARY KEY (account);

ALTER TABLE ONLY public.refused_commands
    ADD CONSTRAINT refused_commands_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.registration_receipts
    ADD CONSTRAINT registration_receipts_code_hash_key UNIQUE (code_hash);

ALTER TABLE ONLY public.registration_receipts
    ADD CONSTRAINT registration_receipts_pkey PRIMARY KEY (cooperative);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.score_checks
    ADD CONSTRAINT score_checks_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.service_key_secrets
    ADD CONSTRAINT service_key_secrets_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.service_key_secrets
    ADD CONSTRAINT service_key_secrets_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_id_key UNIQUE (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT sign_in_failures_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY public.solved_human_checks
    ADD CONSTRAINT solved_human_checks_pkey PRIMARY KEY (challenge);

ALTER TABLE ONLY public.stored_events
    ADD CONSTRAINT stored_events_pkey PRIMARY KEY (originator_id, originator_version);

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pkey PRIMARY KEY (uploaded_by, digest);

ALTER TABLE ONLY views.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY views.areas
    ADD CONSTRAINT areas_pkey PRIMARY KEY (code, valid_from);

ALTER TABLE ONLY views.assessments
    ADD CONSTRAINT assessments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY views.audit_subjects
    ADD CONSTRAINT audit_subjects_pkey PRIMARY KEY (stream, since);

ALTER TABLE ONLY views.audit_trail
    ADD CONSTRAINT audit_trail_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY views.cooperatives
    ADD CONSTRAINT cooperatives_pkey PRIMARY KEY (id, valid_from);

ALTER TABLE ONLY views.leaders
    ADD CONSTRAINT leaders_pkey PRIMARY KEY (name);

ALTER TABLE ONLY views.offices
    ADD CONSTRAINT offices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY views.put_off
    ADD CONSTRAINT put_off_pkey PRIMARY KEY (reactor, "position");

ALTER TABLE ONLY views.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (cooperative_id);

ALTER TABLE ONLY views.scores
    ADD CONSTRAINT scores_assessment_id_version_key UNIQUE (assessment_id, version);

ALTER TABLE ONLY views.scores
    ADD CONSTRAINT scores_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY views.service_keys
    ADD CONSTRAINT service_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY views.stalls
    ADD CONSTRAINT stalls_pkey PRIMARY KEY (name);

CREATE INDEX known_devices_expires_at ON public.known_devices USING btree (expires_at);

CREATE INDEX one_time_links_account ON public.one_time_links USING btree (account);

CREATE INDEX origins_expires_at ON public.origins USING btree (expires_at);

CREATE INDEX score_checks_began_at ON public.score_checks USING btree (began_at);

CREATE INDEX sessions_account ON public.sessions USING btree (account);

CREATE INDEX sessions_ends_at ON public.sessions USING btree (ends_at);

CREATE INDEX solved_human_checks_expires_at ON public.solved_human_checks USING btree (expires_at);

CREATE UNIQUE INDEX stored_events_notification_id_idx ON public.stored_events USING btree (notification_id);

CREATE INDEX uploads_received_at ON public.uploads USING btree (received_at);

CREATE INDEX accounts_cooperative ON views.accounts USING btree (cooperative) WHERE (cooperative IS NOT NULL);

CREATE INDEX accounts_user_name ON views.accounts USING btree (user_name, id);

CREATE INDEX areas_level ON views.areas USING btree (level, name_key, code) WHERE (valid_to IS NULL);

CREATE INDEX areas_name ON views.areas USING btree (name_key, code) WHERE (valid_to IS NULL);

CREATE INDEX areas_parent ON views.areas USING btree (parent, name_key, code) WHERE (valid_to IS NULL);

CREATE INDEX assessments_book_year ON views.assessments USING btree (book_year, id);

CREATE INDEX assessments_changed ON views.assessments USING btree ("position", id);

CREATE INDEX assessments_cooperative ON views.assessments USING btree (cooperative_id, book_year, id);

CREATE INDEX assessments_due ON views.assessments USING btree (due, id) WHERE (state = 'RETURNED'::text);

CREATE INDEX assessments_membership_area ON views.assessments USING btree (membership_area);

CREATE INDEX assessments_opened ON views.assessments USING btree (opened_at, id);

CREATE INDEX assessments_waiting ON views.assessments USING btree (submitted_at, id) WHERE (state = 'SUBMITTED'::text);

CREATE INDEX audit_trail_actor ON views.audit_trail USING btree (actor, "position");

CREATE INDEX audit_trail_cooperative ON views.audit_trail USING btree (cooperative_id, "position");

CREATE INDEX audit_trail_membership_area ON views.audit_trail USING btree (membership_area, "position");

CREATE INDEX cooperatives_legal_number ON views.cooperatives USING btree (legal_number_form);

CREATE INDEX cooperatives_membership_area ON views.cooperatives USING btree (membership_area, name_key, id) WHERE (valid_to IS NULL);

CREATE INDEX cooperatives_name ON views.cooperatives USING btree (name_key, id) WHERE (valid_to IS NULL);

CREATE INDEX cooperatives_name_ever ON views.cooperatives USING btree (name_key, id);

CREATE INDEX cooperatives_nik ON views.cooperatives USING btree (nik) WHERE (nik IS NOT NULL);

CREATE INDEX cooperatives_registered_at ON views.cooperatives USING btree (registered_at, id) WHERE (valid_to IS NULL);

CREATE INDEX cooperatives_village ON views.cooperatives USING btree (village, name_key) WHERE (valid_to IS NULL);

CREATE INDEX cooperatives_words ON views.cooperatives USING gin (array_to_tsvector(string_to_array(words, ' '::text)));

CREATE INDEX offices_office ON views.offices USING btree (office, id);

CREATE UNIQUE INDEX registrations_position ON views.registrations USING btree ("position");

CREATE INDEX registrations_waiting ON views.registrations USING btree ("position") WHERE (status = 'WAITING'::text);

CREATE INDEX scores_book_year ON views.scores USING btree (book_year, "position") WHERE ((valid_to IS NULL) AND (total IS NOT NULL));

CREATE INDEX scores_cooperative ON views.scores USING btree (cooperative_id, book_year, "position");

CREATE INDEX scores_membership_area ON views.scores USING btree (membership_area, "position");

CREATE INDEX scores_total ON views.scores USING btree (total, "position") WHERE ((valid_to IS NULL) AND (total IS NOT NULL));

CREATE INDEX service_keys_name ON views.service_keys USING btree (name, id);

CREATE TRIGGER announce_access AFTER DELETE ON public.sessions FOR EACH ROW EXECUTE FUNCTION public.announce_access();

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.commands FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.commands ENABLE ALWAYS TRIGGER refuse_change;

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.documents FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.documents ENABLE ALWAYS TRIGGER refuse_change;

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stored_events FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.stored_events ENABLE ALWAYS TRIGGER refuse_change;

GRANT USAGE ON SCHEMA log TO sokoguru_server;

GRANT USAGE ON SCHEMA public TO sokoguru_server;

GRANT USAGE ON SCHEMA reference TO sokoguru_server;

GRANT USAGE ON SCHEMA views TO sokoguru_server;

REVOKE ALL ON FUNCTION log.position_at(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION log.position_at(moment timestamp with time zone) TO sokoguru_server;

REVOKE ALL ON FUNCTION public.announce_access() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.append_events(command_ids uuid[], fingerprints bytea[], outcomes bytea[], command_actors text[], ends integer[], owners integer[], streams uuid[], versions bigint[], topics text[], states bytea[], actors text[], offices text[], causations bigint[], effective_dates date[], head_owners integer[], head_streams uuid[], head_versions bigint[], private_owners integer[], private_subjects uuid[], private_names text[], private_salts bytea[], private_contents bytea[], tracked_name text, tracked_position bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.append_events(command_ids uuid[], fingerprints bytea[], outcomes bytea[], command_actors text[], ends integer[], owners integer[], streams uuid[], versions bigint[], topics text[], states bytea[], actors text[], offices text[], causations bigint[], effective_dates date[], head_owners integer[], head_streams uuid[], head_versions bigint[], private_owners integer[], private_subjects uuid[], private_names text[], private_salts bytea[], private_contents bytea[], tracked_name text, tracked_position bigint) TO sokoguru_server;

REVOKE ALL ON FUNCTION public.position_at(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.position_at(moment timestamp with time zone) TO sokoguru_server;

REVOKE ALL ON FUNCTION public.recording_time() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_change() FROM PUBLIC;

GRANT SELECT ON TABLE public.stored_events TO sokoguru_server;

GRANT SELECT ON TABLE log.events TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notification_tracking TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE log.tracking TO sokoguru_server;

GRANT SELECT,INSERT ON TABLE public.access_log TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.area_codes TO sokoguru_server;

GRANT SELECT ON TABLE public.commands TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.credentials TO sokoguru_server;

GRANT SELECT,INSERT ON TABLE public.documents TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.former_values TO sokoguru_server;

GRANT SELECT,INSERT ON TABLE public.installation_secrets TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.known_devices TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.one_time_links TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.origins TO sokoguru_server;

GRANT SELECT ON TABLE public.private_values TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.proposed_second_factors TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refused_commands TO sokoguru_server;

GRANT SELECT,INSERT ON TABLE public.registration_receipts TO sokoguru_server;

GRANT SELECT ON TABLE public.schema_migrations TO sokoguru_server;

GRANT SELECT,INSERT ON TABLE public.score_checks TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_key_secrets TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_failures TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.solved_human_checks TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.uploads TO sokoguru_server;

GRANT SELECT ON TABLE reference.area_codes TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.accounts TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.areas TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.assessments TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.audit_subjects TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.audit_trail TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.cooperatives TO sokoguru_server;

GRANT SELECT,INSERT,UPDATE ON TABLE views.leaders TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.offices TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.put_off TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.registrations TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.scores TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.service_keys TO sokoguru_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE views.stalls TO sokoguru_server;
