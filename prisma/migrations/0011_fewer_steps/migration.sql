-- What an answer and a log-in ask of the database, in fewer steps (docs/adr/0009).

-- Messages that somebody's answer may still stop: few at any time, found without reading the call-out's others.
CREATE INDEX outbox_messages_unsettled ON outbox_messages (incident_id, actor_id)
  WHERE purpose = 'call_out' AND state IN ('queued', 'sending') AND stopped_at IS NULL;

-- Which answer in order this is, said once when it is given: nobody counts the earlier ones at each look at the board.
ALTER TABLE activation_answers ADD COLUMN number int NOT NULL DEFAULT 1 CHECK (number > 0);
ALTER TABLE activation_answers DISABLE TRIGGER activation_answers_append_only;
UPDATE activation_answers w SET number = o.number FROM (SELECT id, row_number() OVER (PARTITION BY activation_id, actor_id ORDER BY answered_at, id) AS number
  FROM activation_answers) o WHERE o.id = w.id AND o.number > 1;
ALTER TABLE activation_answers ENABLE TRIGGER activation_answers_append_only;

-- One index in place of two, and the check of the board's pointer finds its answer by it however often somebody has changed their mind.
ALTER TABLE activation_actors DROP CONSTRAINT activation_actors_answer;
ALTER TABLE activation_answers DROP CONSTRAINT activation_answers_id_activation_id_actor_id_key;
DROP INDEX activation_answers_actor;
ALTER TABLE activation_answers ADD CONSTRAINT activation_answers_row UNIQUE (activation_id, actor_id, id);
ALTER TABLE activation_actors ADD CONSTRAINT activation_actors_answer
  FOREIGN KEY (activation_id, actor_id, answer_id) REFERENCES activation_answers (activation_id, actor_id, id);

-- All that a log-in must know before a password is tried, for a known address and an unknown one alike. As the owner: behind row-level
-- security an address cannot be looked up in its index (comparing citext might leak), and every account would be read at each try.
CREATE FUNCTION log_in_look_up(p_email citext, p_keys bytea[], p_at timestamptz,
  OUT blocked_seconds int, OUT has_failed boolean, OUT user_id uuid, OUT password_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN
  SELECT greatest(coalesce(ceil(max(extract(epoch FROM t.blocked_until - p_at))), 0), 0)::int, count(*) > 0
    INTO blocked_seconds, has_failed FROM user_login_throttles t WHERE t.key = ANY (p_keys);
  SELECT a.user_id, a.password_hash INTO user_id, password_hash FROM user_accounts a WHERE a.email = p_email;
END $$;
REVOKE ALL ON FUNCTION log_in_look_up(citext, bytea[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_in_look_up(citext, bytea[], timestamptz) TO samverkan_app;

-- An answer link is its own viewer: for this transaction whoever holds it is that contact at that actor, and an unknown token is nobody.
-- One step in place of two, where the API first asked whose link it is and then began as that actor.
CREATE FUNCTION answer_link_enter(p_token_hash bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE actor uuid; recipient uuid;
BEGIN
  SELECT m.actor_id, m.recipient_id INTO actor, recipient FROM outbox_attempts a JOIN outbox_messages m ON m.id = a.message_id
    WHERE a.token_hash = p_token_hash AND m.purpose = 'call_out';
  PERFORM set_config('app.actor', coalesce(actor::text, ''), true), set_config('app.recipient', coalesce(recipient::text, ''), true),
    set_config('app.scope', 'actor', true), set_config('app.user', '', true), set_config('app.function', '', true);
END $$;
REVOKE ALL ON FUNCTION answer_link_enter(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_link_enter(bytea) TO samverkan_app;
CREATE FUNCTION app_recipient() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.recipient', true), '')::uuid $$;
DROP FUNCTION answer_link_find(bytea);

-- As before, but: of the row before only what is used is read, and a log-in wakes nobody – it is for the audit, not for a screen.
CREATE OR REPLACE FUNCTION journal_append(p_at timestamptz, p_type text, p_subject_type text, p_subject_id uuid, p_subject_version int,
  p_incident_id uuid, p_audience uuid[], p_data jsonb, p_payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE fresh journal;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736901);
  SELECT j.id + 1, j.hash INTO fresh.id, fresh.prev_hash FROM journal j ORDER BY j.id DESC LIMIT 1;
  fresh.id := coalesce(fresh.id, 1);
  fresh.at := p_at;
  fresh.type := p_type;
  fresh.subject_type := p_subject_type;
  fresh.subject_id := p_subject_id;
  fresh.subject_version := p_subject_version;
  fresh.incident_id := p_incident_id;
  fresh.user_id := app_user();
  fresh.actor_id := app_actor();
  fresh.function_code := nullif(current_setting('app.function', true), '');
  fresh.audience := p_audience;
  fresh.data := coalesce(p_data, '{}');
  fresh.payload_hash := CASE WHEN p_payload IS NULL THEN NULL ELSE sha256(convert_to(p_payload, 'UTF8')) END;
  fresh.prev_hash := coalesce(fresh.prev_hash, decode(repeat('00', 32), 'hex'));
  fresh.hash := journal_row_hash(fresh.prev_hash, fresh);
  INSERT INTO journal SELECT fresh.*;
  IF p_type NOT LIKE 'sessions.%' THEN PERFORM pg_notify('journal', fresh.id::text); END IF;
  RETURN fresh.id;
END $$;
