-- The second wall against writes (docs/adr/0015). Until here whoever had SQL as the API's log-in could be anybody: app.user and the others are
-- settings that any SQL may set, sessions and rights were tables that it might write, and what it could read opened accounts. From here on:
--   a transaction is bound to what was shown to begin it – a session, an answer link, an invitation – and carries a seal over what it claims to
--   be, made with a key that no log-in reads;
--   who may what, who is let in, and the journal's "who" are written by functions that ask for that seal and look the right up themselves;
--   the database holds of a password no more than what proves one, and gives not even that away.

-- ── Who holds what sight, and who gives it (packages/domain/src/users; a test compares) ──
CREATE FUNCTION function_scope(p_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN p_code IN ('lst-tib', 'rsib', 'rkk', 'samordningschef', 'koordinator', 'system-admin') THEN 'region' ELSE 'actor' END;
CREATE FUNCTION function_giver(p_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN p_code IN ('landshovding', 'rcg-chair', 'lansoverdirektor', 'samhallsbyggnadsdirektor', 'samordningschef', 'koordinator', 'rsib', 'rkk', 'lst-tib',
      'planning-group-convener', 'samordningsgrupp-host', 'system-admin') THEN 'system'
    WHEN p_code IN ('contact-function', 'rep-owner', 'rep-directing', 'rep-coordinating', 'rep-executing', 'staff-liaison', 'communicator', 'operator',
      'wis-admin', 'directing-contact-person', 'registrar', 'actor-admin', 'assessor', 'reader') THEN 'actor'
    ELSE 'nobody' END;

-- ── The seal ────────────────────────────────────────────────────────────────
CREATE TABLE viewer_seal_keys (
  id int PRIMARY KEY CHECK (id = 1),
  key bytea NOT NULL CHECK (octet_length(key) = 32)
);
INSERT INTO viewer_seal_keys (id, key)
  SELECT 1, sha256(decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex')) FROM generate_series(1, 4);

-- Over all that the transaction says of itself, this connection and the moment it began: a seal that is carried elsewhere fits nothing. The
-- machine's time and not app_now(): it is a number that nobody can choose, not a time that anybody reads.
CREATE FUNCTION viewer_seal() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE k bytea;
BEGIN
  SELECT key INTO STRICT k FROM public.viewer_seal_keys WHERE id = 1;
  RETURN encode(sha256(k || sha256(k || convert_to(jsonb_build_array(pg_backend_pid(), extract(epoch FROM transaction_timestamp()),
    current_setting('app.user', true), current_setting('app.actor', true), current_setting('app.scope', true), current_setting('app.function', true),
    current_setting('app.recipient', true), current_setting('app.invited', true))::text, 'UTF8'))), 'hex');
END $$;
-- Whether this transaction is who it says it is. The owner itself, who loads the demo and could write every row, is believed.
CREATE FUNCTION viewer_is_proven() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
  $$ SELECT session_user = current_user OR coalesce(current_setting('app.seal', true) = public.viewer_seal(), false) $$;
GRANT EXECUTE ON FUNCTION viewer_is_proven() TO samverkan_app, samverkan_worker;
CREATE FUNCTION viewer_bind(p_user uuid, p_actor uuid, p_scope text, p_function text, p_recipient uuid, p_invited uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.user', coalesce(p_user::text, ''), true), set_config('app.actor', coalesce(p_actor::text, ''), true),
    set_config('app.scope', p_scope, true), set_config('app.function', coalesce(p_function, ''), true),
    set_config('app.recipient', coalesce(p_recipient::text, ''), true), set_config('app.invited', coalesce(p_invited::text, ''), true);
  PERFORM set_config('app.seal', public.viewer_seal(), true);
END $$;

CREATE FUNCTION app_invited() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(pg_catalog.current_setting('app.invited', true), '')::uuid;

-- The first statement of a transaction of somebody who is logged in. A session that has ended meanwhile begins nothing.
CREATE FUNCTION viewer_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE who record;
BEGIN
  SELECT s.user_id, f.actor_id, f.function_code INTO who FROM public.user_sessions s JOIN public.users u ON u.id = s.user_id
    JOIN public.user_functions f ON f.id = s.user_function_id AND f.user_id = s.user_id
    WHERE s.token_hash = p_token_hash AND s.ended_at IS NULL AND s.expires_at > public.app_now() AND u.status = 'active'
      AND f.valid_from <= public.app_now() AND (f.valid_to IS NULL OR f.valid_to > public.app_now());
  IF NOT FOUND THEN RAISE EXCEPTION 'no session to begin with' USING ERRCODE = 'invalid_authorization_specification'; END IF;
  PERFORM public.viewer_bind(who.user_id, who.actor_id, public.function_scope(who.function_code), who.function_code, NULL, NULL);
END $$;
-- Somebody whose function has ended while they still hold another: known, and nothing more until they act as that one.
CREATE FUNCTION viewer_enter_lapsed(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE who uuid;
BEGIN
  SELECT s.user_id INTO who FROM public.user_sessions s JOIN public.users u ON u.id = s.user_id
    WHERE s.token_hash = p_token_hash AND s.ended_at IS NULL AND s.expires_at > public.app_now() AND u.status = 'active';
  IF NOT FOUND THEN RAISE EXCEPTION 'no session to begin with' USING ERRCODE = 'invalid_authorization_specification'; END IF;
  PERFORM public.viewer_bind(who, NULL, 'system', NULL, NULL, NULL);
END $$;
GRANT EXECUTE ON FUNCTION viewer_enter(bytea), viewer_enter_lapsed(bytea), app_invited() TO samverkan_app;

CREATE OR REPLACE FUNCTION answer_link_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE actor uuid; recipient uuid;
BEGIN
  SELECT m.actor_id, m.recipient_id INTO actor, recipient FROM public.outbox_attempts a JOIN public.outbox_messages m ON m.id = a.message_id
    WHERE a.token_hash = p_token_hash AND m.purpose = 'call_out';
  PERFORM public.viewer_bind(NULL, actor, 'actor', NULL, recipient, NULL);
END $$;

-- ── What the proven viewer may ──────────────────────────────────────────────
CREATE FUNCTION viewer_may_give(p_code text, p_actor uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT public.viewer_is_proven() AND public.app_user() IS NOT NULL AND public.function_giver(p_code) <> 'nobody'
    AND EXISTS (SELECT FROM public.functions f WHERE f.code = p_code AND (f.scope = 'regional') = (p_actor IS NULL))
    AND (current_setting('app.function', true) = 'system-admin'
      OR (current_setting('app.function', true) = 'actor-admin' AND public.function_giver(p_code) = 'actor' AND public.function_scope(p_code) <> 'region'
        AND p_actor = public.app_actor()))
$$;
CREATE FUNCTION viewer_may_manage(p_user uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT public.viewer_is_proven() AND public.app_user() IS NOT NULL AND (current_setting('app.function', true) = 'system-admin'
    OR (current_setting('app.function', true) = 'actor-admin' AND EXISTS (SELECT FROM public.users u WHERE u.id = p_user AND u.actor_id = public.app_actor())))
$$;
-- Whose address, password and log-in: nobody's who holds, or is to hold, what this viewer could not give.
CREATE FUNCTION viewer_may_keep_account(p_user uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(public.viewer_may_manage(p_user), false) AND NOT EXISTS (SELECT FROM public.user_functions f WHERE f.user_id = p_user
    AND (f.valid_to IS NULL OR f.valid_to > greatest(public.app_now(), f.valid_from)) AND public.viewer_may_give(f.function_code, f.actor_id) IS NOT TRUE)
$$;
CREATE FUNCTION viewer_must(p_may boolean, p_what text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_may IS NOT TRUE THEN RAISE EXCEPTION 'the viewer of this transaction may not %', p_what USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;

-- ── The journal: who did it is proven, or it is nobody ──────────────────────
CREATE OR REPLACE FUNCTION journal_append(p_at timestamptz, p_type text, p_subject_type text, p_subject_id uuid, p_subject_version int,
  p_incident_id uuid, p_audience uuid[], p_data jsonb, p_payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh public.journal; function_code text := nullif(current_setting('app.function', true), '');
BEGIN
  IF num_nonnulls(public.app_user(), public.app_actor(), function_code) > 0 THEN
    PERFORM public.viewer_must(public.viewer_is_proven(), 'journal as somebody');
  END IF;
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
  fresh.function_code := function_code;
  fresh.audience := p_audience;
  fresh.data := coalesce(p_data, '{}');
  fresh.payload_hash := CASE WHEN p_payload IS NULL THEN NULL ELSE sha256(convert_to(p_payload, 'UTF8')) END;
  fresh.prev_hash := coalesce(fresh.prev_hash, decode(repeat('00', 32), 'hex'));
  fresh.hash := public.journal_row_hash(fresh.prev_hash, fresh);
  INSERT INTO public.journal SELECT fresh.*;
  IF p_type NOT LIKE 'sessions.%' THEN PERFORM pg_notify('journal', fresh.id::text); END IF;
  RETURN fresh.id;
END $$;

-- ── Passwords: what is kept proves one and is none ──────────────────────────
-- Kept is the hash of what argon2id makes of a password. Whoever logs in shows what it made; what is kept cannot be shown in its place.
CREATE FUNCTION password_kept(p_hash text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN p_hash ~ '^\$argon2id\$(?:[^$]+\$){3}[A-Za-z0-9+/]+$' THEN
    regexp_replace(replace(p_hash, '$argon2id$', '$argon2id+sha256$'), '[^$]*$', '') ||
      rtrim(encode(sha256(decode(substring(p_hash FROM '[^$]*$') || repeat('=', (-length(substring(p_hash FROM '[^$]*$'))) & 3), 'base64')), 'base64'), '=')
    ELSE p_hash END
$$;
CREATE FUNCTION user_account_password() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.password_hash := public.password_kept(NEW.password_hash);
  RETURN NEW;
END $$;
UPDATE user_accounts SET password_hash = password_kept(password_hash) WHERE password_hash IS NOT NULL;
CREATE TRIGGER user_accounts_password BEFORE INSERT OR UPDATE OF password_hash ON user_accounts FOR EACH ROW EXECUTE FUNCTION user_account_password();
ALTER TABLE user_accounts ADD COLUMN has_password boolean NOT NULL GENERATED ALWAYS AS (password_hash IS NOT NULL) STORED;

-- What a password must be hashed with to be tried: parameters and salt, not the hash. The columns are what they were.
CREATE OR REPLACE FUNCTION log_in_look_up(p_email public.citext, p_keys bytea[], p_at timestamptz,
  OUT blocked_seconds int, OUT has_failed boolean, OUT user_id uuid, OUT email text, OUT password_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT greatest(coalesce(ceil(max(extract(epoch FROM t.blocked_until - p_at))), 0), 0)::int, count(*) > 0
    INTO blocked_seconds, has_failed FROM public.user_login_throttles t WHERE t.key = ANY (p_keys);
  SELECT a.user_id, a.email::text, CASE WHEN a.password_hash LIKE '$argon2id+sha256$%'
      THEN replace(regexp_replace(a.password_hash, '[^$]*$', ''), '$argon2id+sha256$', '$argon2id$') END
    INTO user_id, email, password_hash FROM public.user_accounts a WHERE a.email = p_email;
END $$;
CREATE FUNCTION password_is(p_user uuid, p_proof bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.user_accounts a WHERE a.user_id = p_user AND a.password_hash LIKE '$argon2id+sha256$%'
    AND substring(a.password_hash FROM '[^$]*$') = rtrim(encode(sha256(p_proof), 'base64'), '='))
$$;
-- The same password under newer parameters, unless another log-in was quicker.
CREATE FUNCTION password_renew(p_user uuid, p_proof bytea, p_hash text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
  $$ UPDATE public.user_accounts SET password_hash = p_hash WHERE user_id = p_user AND public.password_is(p_user, p_proof) $$;
GRANT EXECUTE ON FUNCTION password_is(uuid, bytea), password_renew(uuid, bytea, text) TO samverkan_app;

-- ── Sessions ────────────────────────────────────────────────────────────────
DROP FUNCTION log_in_begin(uuid, bytea, uuid, uuid, text, timestamptz, timestamptz, text, uuid, uuid, bytea);
-- The session of somebody who has just proved who they are – by a password, or as one of the demo's people, of whom there are none elsewhere –
-- and its journal row, in one statement; from its first line on the transaction is that person's. The session that the same browser had ends when
-- its token is shown, and with it the one that was to take it over but whose token never came back.
CREATE FUNCTION log_in_begin(p_id uuid, p_token_hash bytea, p_user uuid, p_user_function uuid, p_user_agent text, p_at timestamptz, p_expires_at timestamptz,
  p_via text, p_proof bytea, p_replaced_hash bytea, p_forgotten bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held record; replaced uuid;
BEGIN
  PERFORM public.viewer_must(CASE p_via WHEN 'password' THEN public.password_is(p_user, p_proof)
    WHEN 'demo' THEN EXISTS (SELECT FROM public.users u WHERE u.id = p_user AND u.is_demo) END
    AND EXISTS (SELECT FROM public.users u WHERE u.id = p_user AND u.status = 'active'), 'log in as that person');
  SELECT f.actor_id, f.function_code INTO held FROM public.user_functions f WHERE f.id = p_user_function AND f.user_id = p_user;
  IF NOT FOUND THEN RAISE EXCEPTION 'nobody holds the function %', p_user_function USING ERRCODE = 'no_data_found'; END IF;
  PERFORM public.viewer_bind(p_user, held.actor_id, 'system', held.function_code, NULL, NULL);
  IF p_forgotten IS NOT NULL THEN DELETE FROM public.user_login_throttles WHERE key = p_forgotten; END IF;
  IF p_replaced_hash IS NOT NULL THEN
    SELECT s.id INTO replaced FROM public.user_sessions s WHERE s.token_hash = p_replaced_hash;
    UPDATE public.user_sessions SET ended_at = p_at, end_reason = 'replaced' WHERE (id = replaced OR takes_over = replaced) AND ended_at IS NULL;
  END IF;
  INSERT INTO public.user_sessions (id, token_hash, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at)
    VALUES (p_id, p_token_hash, p_user, p_user_function, p_user_agent, p_at, p_at, p_expires_at);
  RETURN public.journal_append(p_at, 'sessions.started', 'session', p_id, NULL, NULL, '{}', jsonb_build_object('via', p_via), NULL);
END $$;

-- The person of this transaction, or whoever opened it with an invitation, goes on as a function they hold now. One's own session before it ends
-- when the new token is first used; somebody else's, in the same browser, at once, when its token is shown.
CREATE FUNCTION session_open(p_id uuid, p_token_hash bytea, p_user uuid, p_user_function uuid, p_user_agent text, p_at timestamptz, p_expires_at timestamptz,
  p_previous_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE previous record;
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND p_user IN (public.app_user(), public.app_invited())
    AND EXISTS (SELECT FROM public.users u JOIN public.user_functions f ON f.user_id = u.id WHERE u.id = p_user AND u.status = 'active' AND f.id = p_user_function
      AND f.valid_from <= public.app_now() AND (f.valid_to IS NULL OR f.valid_to > public.app_now())), 'begin that session');
  SELECT s.id, s.user_id INTO previous FROM public.user_sessions s WHERE s.token_hash = p_previous_hash;
  IF previous.user_id <> p_user THEN
    UPDATE public.user_sessions SET ended_at = p_at, end_reason = 'replaced' WHERE (id = previous.id OR takes_over = previous.id) AND ended_at IS NULL;
  END IF;
  INSERT INTO public.user_sessions (id, token_hash, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at, takes_over)
    VALUES (p_id, p_token_hash, p_user, p_user_function, p_user_agent, p_at, p_at, p_expires_at, CASE WHEN previous.user_id = p_user THEN previous.id END);
END $$;

-- What a token opens: asked at every request, and by nobody who does not hold it.
CREATE FUNCTION session_look_up(p_token_hash bytea, p_at timestamptz, p_idle_minutes int,
  OUT id uuid, OUT user_id uuid, OUT user_function_id uuid, OUT function_code text, OUT actor_id uuid, OUT seen_ago int, OUT takes_over uuid, OUT standing text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT s.id, s.user_id, s.user_function_id, f.function_code, f.actor_id, extract(epoch FROM p_at - s.last_seen_at)::int, s.takes_over,
      CASE WHEN u.status <> 'active' THEN 'ended'
        WHEN s.ended_at IS NULL AND f.valid_from <= p_at AND (f.valid_to IS NULL OR f.valid_to > p_at) THEN 'open'
        WHEN EXISTS (SELECT FROM public.user_functions o WHERE o.user_id = s.user_id AND o.valid_from <= p_at AND (o.valid_to IS NULL OR o.valid_to > p_at))
          THEN CASE WHEN s.ended_at IS NULL THEN 'lapsed' ELSE 'gone' END
        ELSE 'ended' END
    INTO id, user_id, user_function_id, function_code, actor_id, seen_ago, takes_over, standing
    FROM public.user_sessions s JOIN public.users u ON u.id = s.user_id JOIN public.user_functions f ON f.id = s.user_function_id
    WHERE s.token_hash = p_token_hash AND (s.ended_at IS NULL OR s.end_reason IN ('disabled', 'function_ended')) AND s.expires_at > p_at
      AND s.last_seen_at > p_at - make_interval(mins => p_idle_minutes);
END $$;
-- Used: the one that it takes over ends with its first use, and it has been seen now.
CREATE FUNCTION session_used(p_token_hash bytea, p_at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE used record;
BEGIN
  SELECT s.id, s.takes_over INTO used FROM public.user_sessions s WHERE s.token_hash = p_token_hash AND s.ended_at IS NULL;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE public.user_sessions SET last_seen_at = greatest(last_seen_at, p_at), takes_over = NULL WHERE id = used.id;
  IF used.takes_over IS NOT NULL THEN
    UPDATE public.user_sessions SET ended_at = p_at, end_reason = 'replaced'
      WHERE (id = used.takes_over OR takes_over = used.takes_over) AND id <> used.id AND ended_at IS NULL;
  END IF;
END $$;
-- One of one's own, and one that was to take it over; false when there is none.
CREATE FUNCTION session_end(p_id uuid, p_reason text, p_at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven(), 'end a session');
  UPDATE public.user_sessions SET ended_at = p_at, end_reason = p_reason WHERE (id = p_id OR takes_over = p_id) AND user_id = public.app_user() AND ended_at IS NULL;
  RETURN FOUND;
END $$;
-- All of one person: by whoever keeps their account, with a new password, or when they hold nothing any more that a session could act as.
CREATE FUNCTION user_sessions_end(p_user uuid, p_reason text, p_at timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE n int;
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND (p_user = public.app_invited() OR public.viewer_may_keep_account(p_user)
    OR NOT EXISTS (SELECT FROM public.user_functions f WHERE f.user_id = p_user AND f.valid_from <= public.app_now() AND (f.valid_to IS NULL OR f.valid_to > public.app_now()))),
    'end all sessions of that person');
  UPDATE public.user_sessions SET ended_at = p_at, end_reason = p_reason WHERE user_id = p_user AND ended_at IS NULL AND expires_at > p_at;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION log_in_begin(uuid, bytea, uuid, uuid, text, timestamptz, timestamptz, text, bytea, bytea, bytea),
  session_open(uuid, bytea, uuid, uuid, text, timestamptz, timestamptz, bytea), session_look_up(bytea, timestamptz, int), session_used(bytea, timestamptz),
  session_end(uuid, text, timestamptz), user_sessions_end(uuid, text, timestamptz) TO samverkan_app;

-- ── Links ───────────────────────────────────────────────────────────────────
-- A link opens nothing until its letter leaves: the worker, which alone makes the token, then writes its hash. Whoever orders one cannot choose it.
ALTER TABLE user_invitations ALTER COLUMN token_hash DROP NOT NULL;
CREATE FUNCTION invitation_make(p_id uuid, p_user uuid, p_purpose text, p_is_by_self boolean, p_at timestamptz, p_expires_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Anybody may ask for a new password for anybody: it goes to that person's own address.
  PERFORM public.viewer_must(p_purpose IN ('invitation', 'reset') AND CASE WHEN p_is_by_self THEN p_purpose = 'reset'
    ELSE p_user <> public.app_user() AND public.viewer_may_keep_account(p_user) END, 'send that link');
  INSERT INTO public.user_invitations (id, user_id, purpose, created_by, created_at, expires_at)
    VALUES (p_id, p_user, p_purpose, CASE WHEN NOT p_is_by_self THEN public.app_user() END, p_at, p_expires_at);
END $$;
CREATE FUNCTION invitation_arm(p_id uuid, p_token_hash bytea) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
  $$ UPDATE public.user_invitations SET token_hash = p_token_hash WHERE id = p_id AND token_hash IS NULL AND user_id IS NOT NULL $$;
-- Its letter goes to the account's own address, whoever orders it and however it came into the outbox.
CREATE FUNCTION outbox_link_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.user_invitations i JOIN public.user_accounts a ON a.user_id = i.user_id
    WHERE i.id = NEW.link_id AND i.purpose = NEW.purpose AND a.email = NEW.destination::public.citext) THEN
    RAISE EXCEPTION 'a link goes to the address of its account alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_messages_link BEFORE INSERT OR UPDATE OF link_id, destination, purpose ON outbox_messages FOR EACH ROW
  WHEN (NEW.link_id IS NOT NULL) EXECUTE FUNCTION outbox_link_guard();

-- What a link's token opens, locked; from here on the transaction is that of whoever holds the link, if it still opens anything.
CREATE FUNCTION invitation_enter(p_token_hash bytea, p_at timestamptz) RETURNS SETOF user_invitations LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE link public.user_invitations;
BEGIN
  SELECT * INTO link FROM public.user_invitations i WHERE i.token_hash = p_token_hash FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  IF link.user_id IS NOT NULL AND link.used_at IS NULL AND link.withdrawn_at IS NULL AND link.expires_at > p_at
    AND EXISTS (SELECT FROM public.users u WHERE u.id = link.user_id AND u.status <> 'disabled') THEN
    PERFORM public.viewer_bind(NULL, NULL, 'system', NULL, NULL, link.user_id);
  END IF;
  link.token_hash := NULL;
  RETURN NEXT link;
END $$;
-- With a link of one's own: the password, and with it everything the link was for.
CREATE FUNCTION password_choose(p_invitation uuid, p_hash text, p_at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND EXISTS (SELECT FROM public.user_invitations i WHERE i.id = p_invitation AND i.user_id = public.app_invited()
    AND i.used_at IS NULL), 'choose that password');
  UPDATE public.user_accounts SET password_hash = p_hash, password_set_at = p_at WHERE user_id = public.app_invited();
  UPDATE public.users SET status = 'active', version = version + 1 WHERE id = public.app_invited();
  UPDATE public.user_invitations SET used_at = p_at WHERE id = p_invitation;
END $$;
-- Whoever read the terminal, as long as nobody can log in.
CREATE FUNCTION first_admin_make(p_token_hash bytea, p_id uuid, p_function uuid, p_name text, p_email public.citext, p_hash text, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE link uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736904);
  SELECT i.id INTO link FROM public.user_invitations i WHERE i.token_hash = p_token_hash AND i.purpose = 'first_admin' AND i.used_at IS NULL AND i.expires_at > p_at FOR UPDATE;
  PERFORM public.viewer_must(link IS NOT NULL AND NOT EXISTS (SELECT FROM public.user_accounts a WHERE a.has_password), 'be the first administrator');
  INSERT INTO public.users (id, name) VALUES (p_id, p_name);
  INSERT INTO public.user_accounts (user_id, email, password_hash, password_set_at) VALUES (p_id, p_email, p_hash, p_at);
  INSERT INTO public.user_functions (id, user_id, function_code, valid_from) VALUES (p_function, p_id, 'system-admin', p_at);
  UPDATE public.user_invitations SET used_at = p_at WHERE id = link;
  PERFORM public.viewer_bind(NULL, NULL, 'system', NULL, NULL, p_id);
END $$;
CREATE FUNCTION invitations_withdraw(p_user uuid, p_at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND (p_user = public.app_invited() OR public.viewer_may_keep_account(p_user)), 'withdraw links of that person');
  RETURN QUERY UPDATE public.user_invitations i SET withdrawn_at = p_at
    WHERE i.user_id = p_user AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > p_at RETURNING i.id;
END $$;
GRANT EXECUTE ON FUNCTION invitation_make(uuid, uuid, text, boolean, timestamptz, timestamptz), invitation_enter(bytea, timestamptz),
  password_choose(uuid, text, timestamptz), first_admin_make(bytea, uuid, uuid, text, citext, text, timestamptz), invitations_withdraw(uuid, timestamptz) TO samverkan_app;
GRANT EXECUTE ON FUNCTION invitation_arm(uuid, bytea) TO samverkan_worker;

-- ── People and what they hold ───────────────────────────────────────────────
CREATE FUNCTION user_lock(p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
  $$ SELECT FROM public.users WHERE id = p_id FOR UPDATE $$;
-- False when the address is somebody's already, whoever that is.
CREATE FUNCTION user_add(p_id uuid, p_name text, p_actor uuid, p_email public.citext, p_phone text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND (current_setting('app.function', true) = 'system-admin'
    OR (current_setting('app.function', true) = 'actor-admin' AND p_actor = public.app_actor())), 'add people there');
  INSERT INTO public.users (id, name, actor_id, status) VALUES (p_id, p_name, p_actor, 'invited');
  INSERT INTO public.user_accounts (user_id, actor_id, email, phone) VALUES (p_id, p_actor, p_email, p_phone) ON CONFLICT (email) DO NOTHING;
  RETURN FOUND;
END $$;
CREATE FUNCTION user_details_save(p_id uuid, p_name text, p_email public.citext, p_phone text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_may_keep_account(p_id), 'keep that account');
  BEGIN
    UPDATE public.user_accounts SET email = p_email, phone = p_phone WHERE user_id = p_id;
  EXCEPTION WHEN unique_violation THEN
    RETURN false;
  END;
  UPDATE public.users SET name = p_name, version = version + 1 WHERE id = p_id;
  RETURN true;
END $$;
CREATE FUNCTION user_changed(p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND current_setting('app.function', true) IN ('system-admin', 'actor-admin'), 'change people');
  UPDATE public.users SET version = version + 1 WHERE id = p_id;
END $$;
CREATE FUNCTION user_status_save(p_id uuid, p_status text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(p_id <> public.app_user() AND public.viewer_may_keep_account(p_id), 'disable or enable that person');
  UPDATE public.users SET status = p_status, version = version + 1 WHERE id = p_id;
END $$;
-- Nobody gives themselves anything.
CREATE FUNCTION user_function_give(p_id uuid, p_user uuid, p_code text, p_actor uuid, p_is_deputy boolean, p_from timestamptz, p_to timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(p_user <> public.app_user() AND public.viewer_may_manage(p_user) AND public.viewer_may_give(p_code, p_actor), 'give that function');
  INSERT INTO public.user_functions (id, user_id, function_code, actor_id, is_deputy, valid_from, valid_to)
    VALUES (p_id, p_user, p_code, p_actor, p_is_deputy, p_from, p_to);
END $$;
-- Of one's own one may only let go.
CREATE FUNCTION user_function_change(p_id uuid, p_is_deputy boolean, p_to timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held public.user_functions;
BEGIN
  SELECT * INTO held FROM public.user_functions f WHERE f.id = p_id FOR UPDATE;
  PERFORM public.viewer_must(public.viewer_may_give(held.function_code, held.actor_id) AND (held.user_id <> public.app_user()
    OR (p_is_deputy = held.is_deputy AND p_to <= greatest(public.app_now() + interval '1 minute', held.valid_from) AND (held.valid_to IS NULL OR p_to <= held.valid_to))),
    'change that function');
  UPDATE public.user_functions SET is_deputy = p_is_deputy, valid_to = p_to WHERE id = p_id;
END $$;
GRANT EXECUTE ON FUNCTION user_lock(uuid), user_add(uuid, text, uuid, citext, text), user_details_save(uuid, text, citext, text), user_changed(uuid),
  user_status_save(uuid, text), user_function_give(uuid, uuid, text, uuid, boolean, timestamptz, timestamptz), user_function_change(uuid, boolean, timestamptz) TO samverkan_app;

-- ── What remains of the rights to the tables ────────────────────────────────
REVOKE INSERT, UPDATE ON users, user_accounts, user_functions, user_sessions, user_invitations, settings FROM samverkan_app;
-- Guesses are counted by functions of their own.
REVOKE ALL ON user_login_throttles FROM samverkan_app;
-- No hash is read: not that of a password, of a session, of a link.
REVOKE SELECT ON user_accounts, user_sessions, user_invitations FROM samverkan_app;
GRANT SELECT (user_id, actor_id, email, phone, password_set_at, has_password) ON user_accounts TO samverkan_app;
GRANT SELECT (id, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at, ended_at, end_reason, takes_over) ON user_sessions TO samverkan_app;
GRANT SELECT (id, user_id, purpose, created_at, expires_at, used_at, created_by, withdrawn_at) ON user_invitations TO samverkan_app;
REVOKE SELECT ON outbox_attempts, meeting_calendar_feeds FROM samverkan_app;
GRANT SELECT (id, message_id, actor_id, number, state, may_be_duplicate, started_at, lease_until, finished_at, response_code, detail, provider_id, key_version)
  ON outbox_attempts TO samverkan_app;
GRANT SELECT (user_id, made_at, last_read_at) ON meeting_calendar_feeds TO samverkan_app;
