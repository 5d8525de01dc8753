-- The same seal as 0112, in fewer steps: each function that says its own search path costs about as much as the look-up of a session, and a
-- transaction went through three of them to begin and three more to journal (docs/adr/0015).

-- What a transaction says of itself, no two of which read the same. Written into the statement that asks.
CREATE FUNCTION viewer_claims() RETURNS bytea LANGUAGE sql STABLE
  RETURN int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp()) || convert_to(ROW(current_setting('app.user', true), current_setting('app.actor', true),
    current_setting('app.scope', true), current_setting('app.function', true), current_setting('app.recipient', true), current_setting('app.invited', true))::text, 'UTF8');

CREATE OR REPLACE FUNCTION viewer_seal() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT encode(sha256(k.key || sha256(k.key || public.viewer_claims())), 'hex') FROM public.viewer_seal_keys k);
END $$;
CREATE OR REPLACE FUNCTION viewer_is_proven() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN session_user = current_user OR coalesce((SELECT current_setting('app.seal', true)
    = encode(sha256(k.key || sha256(k.key || public.viewer_claims())), 'hex') FROM public.viewer_seal_keys k), false);
END $$;

CREATE OR REPLACE FUNCTION viewer_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.user', s.user_id::text, true), set_config('app.actor', coalesce(f.actor_id::text, ''), true),
      set_config('app.scope', public.function_scope(f.function_code), true), set_config('app.function', f.function_code, true),
      set_config('app.recipient', '', true), set_config('app.invited', '', true)
    FROM public.user_sessions s JOIN public.users u ON u.id = s.user_id JOIN public.user_functions f ON f.id = s.user_function_id AND f.user_id = s.user_id
    WHERE s.token_hash = p_token_hash AND s.ended_at IS NULL AND s.expires_at > public.app_now() AND u.status = 'active'
      AND f.valid_from <= public.app_now() AND (f.valid_to IS NULL OR f.valid_to > public.app_now());
  IF NOT FOUND THEN RAISE EXCEPTION 'no session to begin with' USING ERRCODE = 'invalid_authorization_specification'; END IF;
  PERFORM set_config('app.seal', encode(sha256(k.key || sha256(k.key || public.viewer_claims())), 'hex'), true) FROM public.viewer_seal_keys k;
END $$;
CREATE OR REPLACE FUNCTION answer_link_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE actor uuid; recipient uuid;
BEGIN
  SELECT m.actor_id, m.recipient_id INTO actor, recipient FROM public.outbox_attempts a JOIN public.outbox_messages m ON m.id = a.message_id
    WHERE a.token_hash = p_token_hash AND m.purpose = 'call_out';
  PERFORM set_config('app.user', '', true), set_config('app.actor', coalesce(actor::text, ''), true), set_config('app.scope', 'actor', true),
    set_config('app.function', '', true), set_config('app.recipient', coalesce(recipient::text, ''), true), set_config('app.invited', '', true);
  PERFORM set_config('app.seal', encode(sha256(k.key || sha256(k.key || public.viewer_claims())), 'hex'), true) FROM public.viewer_seal_keys k;
END $$;

CREATE OR REPLACE FUNCTION journal_append(p_at timestamptz, p_type text, p_subject_type text, p_subject_id uuid, p_subject_version int,
  p_incident_id uuid, p_audience uuid[], p_data jsonb, p_payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fresh public.journal; function_code text := nullif(current_setting('app.function', true), '');
BEGIN
  IF num_nonnulls(public.app_user(), public.app_actor(), function_code) > 0 AND session_user <> current_user AND (SELECT current_setting('app.seal', true)
      IS DISTINCT FROM encode(sha256(k.key || sha256(k.key || public.viewer_claims())), 'hex') FROM public.viewer_seal_keys k) IS NOT FALSE THEN
    RAISE EXCEPTION 'the viewer of this transaction may not journal as somebody' USING ERRCODE = 'insufficient_privilege';
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
