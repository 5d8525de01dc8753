-- Whose names a function of ours means. A path of pg_catalog, public still finds the caller's temporary tables before both: whoever had SQL as
-- the API's log-in could lay a table of their own over ours and have a function that runs as the owner read and write that one. From here on
-- every function of ours says its path to the end, pg_temp last, and names our tables and functions in full; the small ones that policies are made
-- of are bodies that Postgres has already resolved, so that they are still written into the statement. Nobody calls a function that nobody was
-- given (prisma/catalogue.test.ts). What a database allows everybody – temporary tables, CREATE in public – is taken back at each start
-- (prisma/roles.ts), because a copy of a database does not carry it.

-- ── Written into the statement, resolved when made ──────────────────────────
CREATE OR REPLACE FUNCTION public.app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(pg_catalog.current_setting('app.user', true), '')::uuid;
CREATE OR REPLACE FUNCTION public.app_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(pg_catalog.current_setting('app.actor', true), '')::uuid;
CREATE OR REPLACE FUNCTION public.app_recipient() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(pg_catalog.current_setting('app.recipient', true), '')::uuid;
CREATE OR REPLACE FUNCTION public.app_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(pg_catalog.current_setting('app.scope', true), ''), 'none');
CREATE OR REPLACE FUNCTION public.assessment_office() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN public.app_scope() = 'region' AND coalesce(pg_catalog.current_setting('app.function', true), '') IN ('samordningschef', 'koordinator');
CREATE OR REPLACE FUNCTION public.picture_leader() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN public.app_scope() = 'region' AND coalesce(pg_catalog.current_setting('app.function', true), '') = 'lst-tib';
CREATE OR REPLACE FUNCTION public.picture_taken_down_here(p_report_id uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN public.picture_leader() AND EXISTS (SELECT FROM public.situational_picture_reports r WHERE r.id = p_report_id AND r.means IS NOT NULL AND r.reported_by = public.app_user());
CREATE OR REPLACE FUNCTION public.journal_is_narrow(p_type text, p_data jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN p_type LIKE 'assessments.%' OR (p_type LIKE 'measures.%' AND (p_data ->> 'gap')::boolean IS TRUE);
CREATE OR REPLACE FUNCTION public.meeting_agenda_is_untouched(p_meeting uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT FROM public.meetings m WHERE m.id = p_meeting AND m.state = 'planned' AND m.agenda_version = 1)
    AND NOT EXISTS (SELECT FROM public.meeting_notes n WHERE n.meeting_id = p_meeting)
    AND NOT EXISTS (SELECT FROM public.meeting_items i WHERE i.meeting_id = p_meeting AND (i.outcome_version > 0 OR i.began_at IS NOT NULL));

-- ── All others ──────────────────────────────────────────────────────────────
CREATE OR REPLACE FUNCTION public.answer_link_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE actor uuid; recipient uuid;
BEGIN
  SELECT m.actor_id, m.recipient_id INTO actor, recipient FROM public.outbox_attempts a JOIN public.outbox_messages m ON m.id = a.message_id
    WHERE a.token_hash = p_token_hash AND m.purpose = 'call_out';
  PERFORM set_config('app.actor', coalesce(actor::text, ''), true), set_config('app.recipient', coalesce(recipient::text, ''), true),
    set_config('app.scope', 'actor', true), set_config('app.user', '', true), set_config('app.function', '', true);
END $$;
CREATE OR REPLACE FUNCTION public.answer_link_received(p_token_hash bytea, p_at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE letter uuid;
BEGIN
  -- The attempt before its message, as the worker takes them: two that meet wait for each other, never in a circle.
  UPDATE public.outbox_attempts SET state = 'delivered', finished_at = coalesce(finished_at, p_at)
    WHERE token_hash = p_token_hash AND state IN ('sending', 'unknown', 'sent') RETURNING message_id INTO letter;
  UPDATE public.outbox_messages SET state = 'delivered', next_at = NULL
    WHERE id = letter AND purpose = 'call_out' AND state IN ('queued', 'sending', 'unknown', 'sent', 'cancelled');
END $$;
CREATE OR REPLACE FUNCTION public.assessment_answer_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE given record;
BEGIN
  SELECT a.state, a.is_designated, r.state AS round_state, i.audience, i.assessed_by_actor,
      EXISTS (SELECT FROM public.assessment_scale_levels l WHERE l.scale_code = r.scale_code
        AND CASE WHEN NEW.not_applicable THEN l.is_not_applicable ELSE NEW.value IS NULL OR l.value = NEW.value END) AS fits
    INTO given FROM public.assessments a JOIN public.assessment_rounds r ON r.id = a.round_id JOIN public.capability_indicators i ON i.id = NEW.indicator_id
    WHERE a.id = NEW.assessment_id;
  IF NOT FOUND OR given.state = 'submitted' OR given.round_state <> 'open' THEN
    RAISE EXCEPTION 'assessment % is locked', NEW.assessment_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT given.assessed_by_actor OR (given.audience = 'designated_actors' AND NOT given.is_designated) OR NOT given.fits THEN
    RAISE EXCEPTION 'indicator % is not asked so', NEW.indicator_id USING ERRCODE = 'check_violation';
  END IF;
  IF (TG_OP = 'INSERT' AND NEW.version <> 1) OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1) THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.assessment_answer_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.assessment_answer_versions (assessment_id, indicator_id, version, actor_id, value, not_applicable, comment, saved_at, saved_by)
  VALUES (NEW.assessment_id, NEW.indicator_id, NEW.version, NEW.actor_id, NEW.value, NEW.not_applicable, NEW.comment, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.assessment_progress(p_round uuid) RETURNS TABLE(total int, submitted int) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::int, count(*) FILTER (WHERE a.state = 'submitted')::int FROM public.assessments a WHERE a.round_id = p_round
$$;
CREATE OR REPLACE FUNCTION public.assessment_region(p_round uuid, p_also uuid, p_at_least int) RETURNS TABLE(sub_capability_id uuid, actors int, fulfilled int, partly int, not_fulfilled int, not_applicable int) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH signed AS (SELECT a.id FROM public.assessments a WHERE a.round_id = p_round AND a.state = 'submitted'
      AND (p_also IS NULL OR EXISTS (SELECT FROM public.assessments b WHERE b.round_id = p_also AND b.actor_id = a.actor_id AND b.state = 'submitted'))),
  top AS (SELECT max(l.value) AS value FROM public.assessment_rounds r JOIN public.assessment_scale_levels l ON l.scale_code = r.scale_code WHERE r.id = p_round)
  SELECT i.sub_capability_id, (SELECT count(*)::int FROM signed), count(*) FILTER (WHERE w.value = top.value)::int,
    count(*) FILTER (WHERE w.value > 0 AND w.value < top.value)::int, count(*) FILTER (WHERE w.value = 0)::int, count(*) FILTER (WHERE w.not_applicable)::int
  FROM signed s JOIN public.assessment_answers w ON w.assessment_id = s.id JOIN public.capability_indicators i ON i.id = w.indicator_id CROSS JOIN top
  WHERE (SELECT count(*) FROM signed) >= greatest(p_at_least, 3)
  GROUP BY i.sub_capability_id
$$;
CREATE OR REPLACE FUNCTION public.journal_append(p_at timestamptz, p_type text, p_subject_type text, p_subject_id uuid, p_subject_version int, p_incident_id uuid, p_audience uuid[], p_data jsonb, p_payload text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh public.journal;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736901);
  SELECT j.id + 1, j.hash INTO fresh.id, fresh.prev_hash FROM public.journal j ORDER BY j.id DESC LIMIT 1;
  fresh.id := coalesce(fresh.id, 1);
  fresh.at := p_at;
  fresh.type := p_type;
  fresh.subject_type := p_subject_type;
  fresh.subject_id := p_subject_id;
  fresh.subject_version := p_subject_version;
  fresh.incident_id := p_incident_id;
  fresh.user_id := public.app_user();
  fresh.actor_id := public.app_actor();
  fresh.function_code := nullif(current_setting('app.function', true), '');
  fresh.audience := p_audience;
  fresh.data := coalesce(p_data, '{}');
  fresh.payload_hash := CASE WHEN p_payload IS NULL THEN NULL ELSE sha256(convert_to(p_payload, 'UTF8')) END;
  fresh.prev_hash := coalesce(fresh.prev_hash, decode(repeat('00', 32), 'hex'));
  fresh.hash := public.journal_row_hash(fresh.prev_hash, fresh);
  INSERT INTO public.journal SELECT fresh.*;
  IF p_type NOT LIKE 'sessions.%' THEN PERFORM pg_notify('journal', fresh.id::text); END IF;
  RETURN fresh.id;
END $$;
CREATE OR REPLACE FUNCTION public.journal_row_hash(prev bytea, j public.journal) RETURNS bytea LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT sha256(prev || convert_to(concat_ws(E'\x1f', j.id, to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), j.type,
    j.subject_type, j.subject_id, coalesce(j.subject_version::text, '-'), coalesce(j.incident_id::text, '-'), coalesce(j.user_id::text, '-'),
    coalesce(j.actor_id::text, '-'), coalesce(j.function_code, '-'), coalesce(array_to_string(j.audience, ','), '-'), j.data::text,
    coalesce(encode(j.payload_hash, 'hex'), '-')), 'UTF8'))
$$;
CREATE OR REPLACE FUNCTION public.log_in_begin(p_id uuid, p_token_hash bytea, p_user uuid, p_user_function uuid, p_user_agent text, p_at timestamptz, p_expires_at timestamptz, p_via text, p_replaced uuid, p_replaced_user uuid, p_forgotten bytea) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.user', p_user::text, true), set_config('app.actor', coalesce(f.actor_id::text, ''), true),
    set_config('app.function', f.function_code, true) FROM public.user_functions f WHERE f.id = p_user_function AND f.user_id = p_user;
  IF NOT FOUND THEN RAISE EXCEPTION 'nobody holds the function %', p_user_function USING ERRCODE = 'no_data_found'; END IF;
  IF p_forgotten IS NOT NULL THEN DELETE FROM public.user_login_throttles WHERE key = p_forgotten; END IF;
  IF p_replaced IS NOT NULL THEN
    UPDATE public.user_sessions SET ended_at = p_at, end_reason = 'replaced' WHERE (id = p_replaced OR takes_over = p_replaced) AND user_id = p_replaced_user AND ended_at IS NULL;
  END IF;
  INSERT INTO public.user_sessions (id, token_hash, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at)
    VALUES (p_id, p_token_hash, p_user, p_user_function, p_user_agent, p_at, p_at, p_expires_at);
  RETURN public.journal_append(p_at, 'sessions.started', 'session', p_id, NULL, NULL, '{}', jsonb_build_object('via', p_via), NULL);
END $$;
CREATE OR REPLACE FUNCTION public.log_in_look_up(p_email public.citext, p_keys bytea[], p_at timestamptz, OUT blocked_seconds int, OUT has_failed boolean, OUT user_id uuid, OUT email text, OUT password_hash text) RETURNS record LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT greatest(coalesce(ceil(max(extract(epoch FROM t.blocked_until - p_at))), 0), 0)::int, count(*) > 0
    INTO blocked_seconds, has_failed FROM public.user_login_throttles t WHERE t.key = ANY (p_keys);
  SELECT a.user_id, a.email::text, a.password_hash INTO user_id, email, password_hash FROM public.user_accounts a WHERE a.email = p_email;
END $$;
CREATE OR REPLACE FUNCTION public.measure_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.created_at, NEW.created_by) IS DISTINCT FROM (OLD.id, OLD.created_at, OLD.created_by)
    OR (NEW.incident_id, NEW.activation_id, NEW.gap_assessment_id, NEW.gap_sub_capability_id)
      IS DISTINCT FROM (OLD.incident_id, OLD.activation_id, OLD.gap_assessment_id, OLD.gap_sub_capability_id) THEN
    RAISE EXCEPTION 'a measure keeps its origin' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.measure_keeps_meeting() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a measure keeps its origin' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION public.measures_region(p_round uuid, p_at_least int) RETURNS TABLE(sub_capability_id uuid, measures int, actors int) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.gap_sub_capability_id, count(*)::int, count(DISTINCT m.gap_actor_id)::int
  FROM public.measures m JOIN public.assessments a ON a.id = m.gap_assessment_id
  WHERE a.round_id = p_round AND m.state IN ('open', 'in_progress')
  GROUP BY m.gap_sub_capability_id HAVING count(DISTINCT m.gap_actor_id) >= greatest(p_at_least, 3)
$$;
CREATE OR REPLACE FUNCTION public.meeting_calendar_reader(p_token_hash bytea, p_at timestamptz) RETURNS uuid LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.meeting_calendar_feeds f SET last_read_at = p_at FROM public.users u
  WHERE f.token_hash = p_token_hash AND u.id = f.user_id AND u.status = 'active'
    AND EXISTS (SELECT FROM public.user_functions x WHERE x.user_id = u.id AND x.valid_from <= p_at AND (x.valid_to IS NULL OR x.valid_to > p_at))
  RETURNING u.id
$$;
CREATE OR REPLACE FUNCTION public.meeting_fill_agenda(p_meeting uuid) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT public.meeting_agenda_is_untouched(p_meeting) THEN
    RETURN;
  END IF;
  DELETE FROM public.meeting_items WHERE meeting_id = p_meeting;
  INSERT INTO public.meeting_items (id, meeting_id, seq, title, kind, minutes, is_proposal)
  SELECT gen_random_uuid(), m.id, i.seq, i.title, i.kind, i.minutes, t.is_proposal
  FROM public.meetings m JOIN public.meeting_templates t ON t.forum_id = m.forum_id JOIN public.meeting_template_items i ON i.forum_id = t.forum_id WHERE m.id = p_meeting;
END $$;
CREATE OR REPLACE FUNCTION public.meeting_fill_roll(p_meeting uuid) RETURNS int LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE added int;
BEGIN
  INSERT INTO public.meeting_actors (meeting_id, actor_id)
  SELECT DISTINCT m.id, x.actor_id FROM public.meetings m JOIN public.actor_memberships x ON x.left_on IS NULL OR x.left_on > m.local_date
  WHERE m.id = p_meeting AND m.all_members AND m.state IN ('planned', 'agenda_set') ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  RETURN added;
END $$;
CREATE OR REPLACE FUNCTION public.meeting_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.state = 'distributed' OR NEW.id <> OLD.id OR NEW.forum_id <> OLD.forum_id OR NEW.series_date IS DISTINCT FROM OLD.series_date THEN
    RAISE EXCEPTION 'meeting % is distributed or would become another', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.meeting_note_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.meeting_note_versions (note_id, version, actor_id, text, saved_at, saved_by)
  VALUES (NEW.id, NEW.version, NEW.actor_id, NEW.text, coalesce(NEW.changed_at, NEW.noted_at), coalesce(NEW.changed_by, NEW.noted_by));
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.meeting_part_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE at text;
BEGIN
  SELECT m.state INTO at FROM public.meetings m WHERE m.id = CASE TG_OP WHEN 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
  IF NOT at = ANY (TG_ARGV) THEN
    RAISE EXCEPTION '% cannot be written in a meeting that is %', TG_TABLE_NAME, at USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE FUNCTION public.meeting_report_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.meeting_report_versions (meeting_id, actor_id, version, kind, lines, repeats_meeting_id, is_late, saved_at, saved_by)
  VALUES (NEW.meeting_id, NEW.actor_id, NEW.version, NEW.kind, NEW.lines, NEW.repeats_meeting_id, NEW.is_late, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.outbox_attempt_forward() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE rank constant jsonb := '{"queued":0,"sending":1,"unknown":2,"sent":3,"failed":4,"delivered":4}';
BEGIN
  IF NEW.id <> OLD.id OR NEW.message_id <> OLD.message_id OR NEW.token_hash <> OLD.token_hash THEN
    RAISE EXCEPTION 'an attempt keeps its identity' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state <> OLD.state AND (rank ->> NEW.state)::int <= (rank ->> OLD.state)::int THEN
    RAISE EXCEPTION 'attempt % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.outbox_enqueue(message_ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE message uuid;
BEGIN
  FOREACH message IN ARRAY message_ids LOOP
    PERFORM graphile_worker.add_job('outbox.deliver', json_build_object('id', message), job_key => 'outbox:' || message,
      max_attempts => 1);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION public.outbox_queue_mail(p_messages jsonb, p_at timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE queued uuid[];
BEGIN
  WITH written AS (
    INSERT INTO public.outbox_messages (id, purpose, incident_id, actor_id, user_id, channel, destination, subject, body, max_attempts, next_at, give_up_at, created_at, order_key, link_id, link_key_version)
    SELECT m.id, m.purpose, m."incidentId", m."actorId", m."userId", 'email', m.destination, m.subject, m.body, m."maxAttempts", p_at, m."giveUpAt", p_at, m.key, m."linkId", m."linkKeyVersion"
    FROM jsonb_to_recordset(p_messages) AS m(id uuid, purpose text, "incidentId" uuid, "actorId" uuid, "userId" uuid, destination text, subject text, body text,
      "maxAttempts" int, "giveUpAt" timestamptz, key text, "linkId" uuid, "linkKeyVersion" int)
    WHERE m.purpose <> 'call_out'
    ON CONFLICT (order_key) DO NOTHING RETURNING id)
  SELECT array_agg(id) INTO queued FROM written;
  PERFORM public.outbox_enqueue(coalesce(queued, '{}'));
  RETURN coalesce(cardinality(queued), 0);
END $$;
CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION public.situational_picture_line_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.situational_picture_line_versions (line_id, version, heading, certainty, text, is_removed, saved_at, saved_by)
  VALUES (NEW.id, NEW.version, NEW.heading, NEW.certainty, NEW.text, NEW.is_removed, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.situational_picture_note_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.situational_picture_versions v JOIN public.situational_picture_versions n ON n.picture_id = v.picture_id AND n.number > v.number WHERE v.id = NEW.version_id) THEN
    RAISE EXCEPTION 'a later version than % is published', NEW.version_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.situational_picture_text_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.situational_picture_text_versions (picture_id, field, version, text, saved_at, saved_by)
  VALUES (NEW.picture_id, NEW.field, NEW.version, NEW.text, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.situational_picture_write_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.situational_pictures p WHERE p.id = NEW.picture_id AND p.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'situational picture % is archived', NEW.picture_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_TABLE_NAME IN ('situational_picture_lines', 'situational_picture_texts')
    AND ((TG_OP = 'INSERT' AND NEW.version <> 1) OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1)) THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.touch_updated_at() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.updated_at := public.app_now();
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION public.user_last_log_in(p_user uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$ SELECT s.created_at FROM public.user_sessions s WHERE s.user_id = p_user ORDER BY s.created_at DESC LIMIT 1 $$;
CREATE OR REPLACE FUNCTION public.user_subscribers(p_topic text, p_at timestamptz) RETURNS TABLE(user_id uuid, actor_id uuid, email text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.actor_id, a.email::text FROM public.user_subscriptions s JOIN public.users u ON u.id = s.user_id JOIN public.user_accounts a ON a.user_id = u.id
  WHERE s.topic = p_topic AND s.channel = 'email' AND u.status = 'active'
    AND EXISTS (SELECT FROM public.user_functions f WHERE f.user_id = u.id AND f.valid_from <= p_at AND (f.valid_to IS NULL OR f.valid_to > p_at))
  ORDER BY a.email
$$;

-- ── What time it is, also where nobody says it ──────────────────────────────
DO $$
DECLARE d record;
BEGIN
  FOR d IN SELECT a.attrelid::regclass AS t, a.attname AS c FROM pg_attrdef x JOIN pg_attribute a ON a.attrelid = x.adrelid AND a.attnum = x.adnum
    JOIN pg_class k ON k.oid = a.attrelid WHERE k.relnamespace = 'public'::regnamespace AND k.relname <> '_prisma_migrations' AND pg_get_expr(x.adbin, x.adrelid) = 'now()' LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT public.app_now()', d.t, d.c);
  END LOOP;
END $$;

-- ── Who may call what ───────────────────────────────────────────────────────
-- Nobody, unless given: from now on, and for what there is already. A trigger needs nobody's right to fire.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app_user(), app_actor(), app_scope(), app_recipient(), app_now(), assessment_office(), picture_leader(), picture_taken_down_here(uuid),
  journal_is_narrow(text, jsonb), journal_row_hash(bytea, journal), meeting_agenda_is_untouched(uuid), meeting_fill_agenda(uuid), meeting_fill_roll(uuid)
  TO samverkan_app, samverkan_worker;
