-- The house: actors, users, forums, incidents, call-outs, outbox, journal.
-- Roles samverkan_app and samverkan_worker exist before this runs (prisma/roles.ts).

CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Who is looking. Empty settings read '' after a transaction has used them, hence nullif.
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.user', true), '')::uuid $$;
CREATE FUNCTION app_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.actor', true), '')::uuid $$;
-- 'actor' sees its own rows, 'region' all rows, 'system' is log-in and start before anybody is known.
CREATE FUNCTION app_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('app.scope', true), ''), 'none') $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- ── Actors ──────────────────────────────────────────────────────────────────
CREATE TABLE actors (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  name text COLLATE "sv-SE-x-icu" NOT NULL CHECK (name <> ''),
  short_name text COLLATE "sv-SE-x-icu",
  kind text NOT NULL CHECK (kind IN ('municipality', 'county_administrative_board', 'region', 'government_agency',
    'armed_forces', 'rescue_service', 'municipal_company', 'state_company')),
  scb_code text,
  special_role text,
  facts jsonb NOT NULL DEFAULT '{}',
  source_ref text NOT NULL,
  sort_order int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT actors_scb_code_municipality CHECK ((kind = 'municipality') = (scb_code IS NOT NULL AND scb_code ~ '^01\d\d$'))
);
CREATE UNIQUE INDEX actors_scb_code_key ON actors (scb_code) WHERE scb_code IS NOT NULL;
CREATE TRIGGER actors_touch BEFORE UPDATE ON actors FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE actor_aliases (
  actor_id uuid NOT NULL REFERENCES actors (id),
  alias text COLLATE "sv-SE-x-icu" NOT NULL CHECK (alias <> ''),
  origin text NOT NULL CHECK (origin IN ('source', 'general')),
  valid_from date,
  valid_to date,
  PRIMARY KEY (actor_id, alias)
);

CREATE TABLE actor_memberships (
  id uuid PRIMARY KEY,
  actor_id uuid NOT NULL REFERENCES actors (id),
  type text NOT NULL CHECK (type IN ('ordinary', 'associated')),
  joined_year int,
  joined_on date,
  certainty text NOT NULL CHECK (certainty IN ('stated', 'derived', 'unknown')),
  basis text NOT NULL,
  note text,
  left_on date
);
CREATE UNIQUE INDEX actor_memberships_one_open ON actor_memberships (actor_id) WHERE left_on IS NULL;

-- Which actors are designated for the staff is not named in the sources: empty until somebody designates them (A-22).
CREATE TABLE actor_designations (
  id uuid PRIMARY KEY,
  actor_id uuid NOT NULL REFERENCES actors (id),
  kind text NOT NULL CHECK (kind IN ('staff_designated', 'command_centre')),
  basis text NOT NULL CHECK (basis <> ''),
  valid_from date NOT NULL,
  valid_to date,
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX actor_designations_one_open ON actor_designations (actor_id, kind) WHERE valid_to IS NULL;

-- ── Users and the functions they hold ───────────────────────────────────────
CREATE TABLE functions (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  name_sv text NOT NULL,
  short_sv text,
  name_en text NOT NULL,
  kind text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('regional', 'actor')),
  is_own boolean NOT NULL DEFAULT false,
  facts jsonb NOT NULL DEFAULT '{}',
  source_ref text,
  sort_order int NOT NULL
);

CREATE TABLE users (
  id uuid PRIMARY KEY,
  name text COLLATE "sv-SE-x-icu" NOT NULL CHECK (name <> ''),
  actor_id uuid REFERENCES actors (id),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('invited', 'active', 'disabled')),
  locale text NOT NULL DEFAULT 'sv' CHECK (locale IN ('sv', 'en')),
  is_demo boolean NOT NULL DEFAULT false,
  last_login_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- Personal details and the password stand apart from the name that everybody may read.
CREATE TABLE user_accounts (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  actor_id uuid REFERENCES actors (id),
  email citext NOT NULL UNIQUE CHECK (email ~ '^[^\s@<>(),;:"\[\]\\]+@[^\s@<>(),;:"\[\]\\]+$'),
  phone text,
  password_hash text,
  password_set_at timestamptz
);

CREATE TABLE user_functions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  function_code text NOT NULL REFERENCES functions (code),
  actor_id uuid REFERENCES actors (id),
  is_deputy boolean NOT NULL DEFAULT false,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX user_functions_user ON user_functions (user_id);
CREATE INDEX user_functions_actor ON user_functions (actor_id, function_code);
CREATE UNIQUE INDEX user_functions_one_open ON user_functions (user_id, function_code, actor_id) NULLS NOT DISTINCT WHERE valid_to IS NULL;

CREATE TABLE user_sessions (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users (id),
  user_function_id uuid NOT NULL REFERENCES user_functions (id),
  user_agent text,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('log_out', 'replaced', 'ended_by_user', 'ended_by_admin', 'idle', 'expired', 'disabled'))
);
CREATE INDEX user_sessions_user ON user_sessions (user_id) WHERE ended_at IS NULL;

CREATE TABLE user_invitations (
  id uuid PRIMARY KEY,
  user_id uuid REFERENCES users (id),
  purpose text NOT NULL CHECK (purpose IN ('first_admin', 'invitation', 'reset')),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

-- Growing delay per account and per address; never a lock, never one bucket for everybody.
CREATE TABLE user_login_throttles (
  key bytea PRIMARY KEY,
  failures int NOT NULL,
  last_failed_at timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);

-- ── The call list: whom to reach at an actor, and how ───────────────────────
CREATE TABLE actor_contact_points (
  id uuid PRIMARY KEY,
  actor_id uuid NOT NULL REFERENCES actors (id),
  function_code text NOT NULL REFERENCES functions (code),
  label text COLLATE "sv-SE-x-icu" NOT NULL CHECK (label <> ''),
  user_id uuid REFERENCES users (id),
  is_deputy boolean NOT NULL DEFAULT false,
  priority int NOT NULL DEFAULT 1,
  confirmed_at timestamptz,
  archived_at timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, actor_id)
);
CREATE INDEX actor_contact_points_actor ON actor_contact_points (actor_id, function_code) WHERE archived_at IS NULL;
CREATE TRIGGER actor_contact_points_touch BEFORE UPDATE ON actor_contact_points FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE actor_contact_channels (
  id uuid PRIMARY KEY,
  contact_point_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'rakel')),
  address text NOT NULL CHECK (address <> '' AND address !~ '[\x00-\x1f]'),
  priority int NOT NULL DEFAULT 1,
  FOREIGN KEY (contact_point_id, actor_id) REFERENCES actor_contact_points (id, actor_id) ON DELETE CASCADE,
  UNIQUE (contact_point_id, channel, address)
);

CREATE TABLE roster_shifts (
  id uuid PRIMARY KEY,
  function_code text NOT NULL REFERENCES functions (code),
  actor_id uuid REFERENCES actors (id),
  user_id uuid NOT NULL REFERENCES users (id),
  phone text,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'confirmed', 'on_duty', 'handed_over', 'cancelled')),
  handover_note text,
  CHECK (ends_at > starts_at),
  -- One person is never on two duties at once (P-21).
  CONSTRAINT roster_shifts_no_overlap EXCLUDE USING gist (user_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 'cancelled')
);
CREATE INDEX roster_shifts_time ON roster_shifts (function_code, starts_at);

-- ── Forums ──────────────────────────────────────────────────────────────────
CREATE TABLE forums (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,60}$'),
  name_sv text COLLATE "sv-SE-x-icu" NOT NULL,
  name_en text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('forum', 'forum_type', 'theme_area', 'network', 'working_group', 'co_location', 'support_office', 'event_type')),
  level text CHECK (level IN ('owner', 'directing', 'coordinating', 'executing')),
  mode text NOT NULL CHECK (mode IN ('ordinary', 'activated', 'both')),
  permanence text NOT NULL CHECK (permanence IN ('permanent', 'ad_hoc', 'per_activation', 'continuous', 'permanent_and_activatable')),
  response_minutes int CHECK (response_minutes >= 0),
  -- Ours, editable: when an actor that has not answered is shown as late. The coordinating forum has no stated number (A-10).
  late_after_minutes int CHECK (late_after_minutes > 0),
  facts jsonb NOT NULL DEFAULT '{}',
  source_ref text NOT NULL,
  sort_order int NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- ── Incidents and activations ───────────────────────────────────────────────
CREATE TABLE incident_serials (year int PRIMARY KEY, last int NOT NULL);

CREATE TABLE incidents (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^\d{4}-\d{3,5}$'),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 5000),
  is_exercise boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL REFERENCES users (id),
  closed_at timestamptz,
  closed_by uuid REFERENCES users (id),
  version int NOT NULL DEFAULT 1,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  UNIQUE (id, is_exercise)
);
CREATE INDEX incidents_open ON incidents (opened_at DESC) WHERE state = 'open';

CREATE TABLE activations (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  forum_id uuid NOT NULL REFERENCES forums (id),
  state text NOT NULL CHECK (state IN ('convened', 'in_session', 'between_sessions', 'closing', 'closed')),
  channel text NOT NULL CHECK (channel IN ('telephone', 'rakel', 'video', 'physical')),
  conference_at timestamptz NOT NULL,
  dial_in text NOT NULL DEFAULT '' CHECK (length(dial_in) <= 300),
  lead_actor_id uuid NOT NULL REFERENCES actors (id),
  convened_by uuid NOT NULL REFERENCES users (id),
  activated_at timestamptz NOT NULL,
  call_out_at timestamptz NOT NULL,
  late_after_minutes int NOT NULL CHECK (late_after_minutes > 0),
  is_exercise boolean NOT NULL,
  narrowing_reason text,
  parent_activation_id uuid REFERENCES activations (id),
  closed_at timestamptz,
  closed_by uuid REFERENCES users (id),
  closing_note text,
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (incident_id, is_exercise) REFERENCES incidents (id, is_exercise),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (state <> 'closed' OR closing_note <> '')
);
-- Several activations may be open at once (I-8), but one forum is convened once within one incident.
CREATE UNIQUE INDEX activations_one_open ON activations (incident_id, forum_id) WHERE state <> 'closed';

CREATE TABLE activation_requests (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('requested', 'acknowledged', 'convened', 'merged', 'withdrawn')),
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 2000),
  wanted_forum_id uuid NOT NULL REFERENCES forums (id),
  channel_wish text CHECK (channel_wish IN ('telephone', 'rakel', 'video', 'physical')),
  actor_id uuid NOT NULL REFERENCES actors (id),
  requested_by uuid NOT NULL REFERENCES users (id),
  on_behalf_of text CHECK (length(on_behalf_of) <= 200),
  relayed_by_function text REFERENCES functions (code),
  is_exercise boolean NOT NULL DEFAULT false,
  received_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by uuid REFERENCES users (id),
  ended_at timestamptz,
  end_note text,
  incident_id uuid REFERENCES incidents (id),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX activation_requests_open ON activation_requests (received_at) WHERE state IN ('requested', 'acknowledged');

-- One row of the board: an actor called into a forum. Everybody may read it; contacts and attempts stand elsewhere.
CREATE TABLE activation_actors (
  activation_id uuid NOT NULL REFERENCES activations (id),
  actor_id uuid NOT NULL REFERENCES actors (id),
  called_at timestamptz NOT NULL,
  late_at timestamptz NOT NULL,
  gap text CHECK (gap IN ('no_contact_point', 'no_channel')),
  answer_id uuid,
  PRIMARY KEY (activation_id, actor_id)
);

CREATE TABLE activation_answers (
  id uuid PRIMARY KEY,
  activation_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('participates', 'follows', 'not_concerned')),
  person text NOT NULL DEFAULT '' CHECK (length(person) <= 200),
  deputy text NOT NULL DEFAULT '' CHECK (length(deputy) <= 200),
  eta_at timestamptz,
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 500),
  via text NOT NULL CHECK (via IN ('link', 'portal', 'manual')),
  means text CHECK (means IN ('phone', 'rakel', 'other')),
  recipient_id uuid,
  by_user_id uuid REFERENCES users (id),
  is_late boolean NOT NULL,
  answered_at timestamptz NOT NULL,
  FOREIGN KEY (activation_id, actor_id) REFERENCES activation_actors (activation_id, actor_id),
  UNIQUE (id, activation_id, actor_id),
  CHECK ((via = 'manual') = (means IS NOT NULL)),
  CHECK ((via = 'link') = (by_user_id IS NULL))
);
CREATE INDEX activation_answers_actor ON activation_answers (activation_id, actor_id, answered_at);
ALTER TABLE activation_actors ADD CONSTRAINT activation_actors_answer
  FOREIGN KEY (answer_id, activation_id, actor_id) REFERENCES activation_answers (id, activation_id, actor_id);
-- A changed answer is a new row: the history is kept.
CREATE TRIGGER activation_answers_append_only BEFORE UPDATE OR DELETE ON activation_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── Call-outs ───────────────────────────────────────────────────────────────
CREATE TABLE call_outs (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incidents (id),
  kind text NOT NULL CHECK (kind IN ('first', 'again', 'deputy')),
  subject text NOT NULL CHECK (subject <> '' AND subject !~ '[\r\n]'),
  body text NOT NULL CHECK (body <> '' AND length(body) <= 4000),
  is_exercise boolean NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES users (id)
);
CREATE INDEX call_outs_incident ON call_outs (incident_id, created_at);

CREATE TABLE call_out_recipients (
  id uuid PRIMARY KEY,
  call_out_id uuid NOT NULL REFERENCES call_outs (id),
  actor_id uuid NOT NULL REFERENCES actors (id),
  contact_point_id uuid,
  function_code text NOT NULL REFERENCES functions (code),
  label text NOT NULL,
  gap text CHECK (gap IN ('no_contact_point', 'no_channel')),
  FOREIGN KEY (contact_point_id, actor_id) REFERENCES actor_contact_points (id, actor_id),
  CHECK (contact_point_id IS NOT NULL OR gap = 'no_contact_point')
);
CREATE UNIQUE INDEX call_out_recipients_once ON call_out_recipients (call_out_id, contact_point_id) WHERE contact_point_id IS NOT NULL;
CREATE INDEX call_out_recipients_actor ON call_out_recipients (actor_id, call_out_id);

CREATE TABLE call_out_recipient_activations (
  recipient_id uuid NOT NULL REFERENCES call_out_recipients (id),
  activation_id uuid NOT NULL REFERENCES activations (id),
  PRIMARY KEY (recipient_id, activation_id)
);
CREATE INDEX call_out_recipient_activations_activation ON call_out_recipient_activations (activation_id);

-- ── Outbox: a message to a person, decided in the transaction, sent by the worker ──
CREATE TABLE outbox_messages (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('call_out', 'invitation', 'notice')),
  recipient_id uuid REFERENCES call_out_recipients (id),
  incident_id uuid REFERENCES incidents (id),
  actor_id uuid REFERENCES actors (id),
  channel text NOT NULL CHECK (channel IN ('email')),
  destination text NOT NULL CHECK (destination ~ '^[^\s@<>(),;:"\[\]\\]+@[^\s@<>(),;:"\[\]\\]+$'),
  subject text NOT NULL CHECK (subject <> '' AND subject !~ '[\r\n]'),
  body text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled')),
  attempts int NOT NULL DEFAULT 0,
  max_attempts int NOT NULL DEFAULT 8 CHECK (max_attempts > 0),
  next_at timestamptz,
  give_up_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (purpose <> 'call_out' OR recipient_id IS NOT NULL)
);
CREATE INDEX outbox_messages_due ON outbox_messages (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_messages_recipient ON outbox_messages (recipient_id);
CREATE INDEX outbox_messages_created ON outbox_messages (created_at DESC, id DESC);

CREATE TABLE outbox_attempts (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES outbox_messages (id),
  actor_id uuid REFERENCES actors (id),
  number int NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown')),
  may_be_duplicate boolean NOT NULL DEFAULT false,
  started_at timestamptz NOT NULL,
  lease_until timestamptz NOT NULL,
  finished_at timestamptz,
  response_code int,
  detail text,
  provider_id text,
  key_version int NOT NULL,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  UNIQUE (message_id, number)
);
CREATE INDEX outbox_attempts_sending ON outbox_attempts (lease_until) WHERE state = 'sending';

-- An attempt only moves forward; a late receipt never undoes what is known.
CREATE FUNCTION outbox_attempt_forward() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER outbox_attempts_forward BEFORE UPDATE ON outbox_attempts FOR EACH ROW EXECUTE FUNCTION outbox_attempt_forward();

-- Only through here may the API queue work: it owns nothing of the worker's schema.
CREATE FUNCTION outbox_enqueue(message_ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE message uuid;
BEGIN
  FOREACH message IN ARRAY message_ids LOOP
    PERFORM graphile_worker.add_job('outbox.deliver', json_build_object('id', message), job_key => 'outbox:' || message,
      max_attempts => 1);
  END LOOP;
END $$;

-- ── Journal ─────────────────────────────────────────────────────────────────
CREATE TABLE journal (
  id bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  type text NOT NULL CHECK (type ~ '^[a-z-]+\.[a-z-]+$'),
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int,
  incident_id uuid REFERENCES incidents (id),
  user_id uuid REFERENCES users (id),
  actor_id uuid REFERENCES actors (id),
  function_code text REFERENCES functions (code),
  -- null: every member; otherwise these actors and those who see the whole region.
  audience uuid[],
  data jsonb NOT NULL DEFAULT '{}',
  payload_hash bytea,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX journal_incident ON journal (incident_id, id) WHERE incident_id IS NOT NULL;
CREATE INDEX journal_subject ON journal (subject_id, id);
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_heads (
  journal_id bigint PRIMARY KEY REFERENCES journal (id),
  hash bytea NOT NULL,
  signed_at timestamptz NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL
);

CREATE FUNCTION journal_row_hash(prev bytea, j journal) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(prev || convert_to(concat_ws(E'\x1f', j.id, to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), j.type,
    j.subject_type, j.subject_id, coalesce(j.subject_version::text, '-'), coalesce(j.incident_id::text, '-'), coalesce(j.user_id::text, '-'),
    coalesce(j.actor_id::text, '-'), coalesce(j.function_code, '-'), coalesce(array_to_string(j.audience, ','), '-'), j.data::text,
    coalesce(encode(j.payload_hash, 'hex'), '-')), 'UTF8'))
$$;

-- The last statement before commit. The lock makes ids visible in order: resuming after an id never misses one.
CREATE FUNCTION journal_append(p_at timestamptz, p_type text, p_subject_type text, p_subject_id uuid, p_subject_version int,
  p_incident_id uuid, p_audience uuid[], p_data jsonb, p_payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE last journal; fresh journal;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736901);
  SELECT * INTO last FROM journal ORDER BY id DESC LIMIT 1;
  fresh.id := coalesce(last.id, 0) + 1;
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
  fresh.prev_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  fresh.hash := journal_row_hash(fresh.prev_hash, fresh);
  INSERT INTO journal SELECT fresh.*;
  PERFORM pg_notify('journal', fresh.id::text);
  RETURN fresh.id;
END $$;

-- ── Small things everybody needs ────────────────────────────────────────────
CREATE TABLE settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  note text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE idempotency_keys (
  scope text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
  body_hash bytea NOT NULL,
  response jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);

CREATE TABLE worker_heartbeats (
  worker_id text PRIMARY KEY,
  at timestamptz NOT NULL
);

-- ── The second wall: grants and row-level security ──────────────────────────
REVOKE ALL ON FUNCTION journal_append(timestamptz, text, text, uuid, int, uuid, uuid[], jsonb, text), outbox_enqueue(uuid[]) FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO samverkan_app, samverkan_worker;
GRANT EXECUTE ON FUNCTION journal_append(timestamptz, text, text, uuid, int, uuid, uuid[], jsonb, text) TO samverkan_app, samverkan_worker;
GRANT EXECUTE ON FUNCTION outbox_enqueue(uuid[]) TO samverkan_app, samverkan_worker;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO samverkan_app, samverkan_worker;
REVOKE SELECT ON user_accounts, user_sessions, user_invitations, user_login_throttles FROM samverkan_worker;
GRANT INSERT, UPDATE ON users, user_accounts, user_functions, user_sessions, user_invitations, user_login_throttles,
  actor_contact_points, actor_contact_channels, actor_designations, roster_shifts, incident_serials, incidents, activations,
  activation_requests, activation_actors, call_outs, call_out_recipients, call_out_recipient_activations, outbox_messages,
  settings, idempotency_keys TO samverkan_app;
GRANT UPDATE (late_after_minutes, updated_at) ON forums TO samverkan_app;
GRANT INSERT ON activation_answers TO samverkan_app;
GRANT DELETE ON actor_contact_channels, user_login_throttles TO samverkan_app;
GRANT UPDATE ON outbox_messages, outbox_attempts TO samverkan_worker;
GRANT INSERT ON outbox_messages, outbox_attempts, worker_heartbeats, journal_heads TO samverkan_worker;
GRANT UPDATE ON worker_heartbeats TO samverkan_worker;
GRANT DELETE ON idempotency_keys, user_login_throttles, worker_heartbeats TO samverkan_worker;
GRANT SELECT ON user_login_throttles TO samverkan_worker;

DO $$
DECLARE t text;
BEGIN
  -- Rows of one actor: the actor itself and those who see the region; log-in (system) only where it must.
  FOREACH t IN ARRAY ARRAY['actor_contact_channels', 'call_out_recipients', 'outbox_messages', 'outbox_attempts', 'activation_requests'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_or_region ON %I TO samverkan_app USING (app_scope() = ''region'' OR (app_scope() = ''actor'' AND actor_id = app_actor()))', t);
    EXECUTE format('CREATE POLICY worker_all ON %I TO samverkan_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

ALTER TABLE user_accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_region ON user_accounts TO samverkan_app
  USING (app_scope() IN ('region', 'system') OR user_id = app_user() OR (app_scope() = 'actor' AND actor_id = app_actor()));

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
CREATE POLICY audience ON journal FOR SELECT TO samverkan_app
  USING (app_scope() IN ('region', 'system') OR (app_scope() = 'actor' AND (audience IS NULL OR app_actor() = ANY (audience))));
CREATE POLICY worker_reads ON journal FOR SELECT TO samverkan_worker USING (true);

-- An answer link knows only its token: these two find what it opens, and nothing else is readable with it.
CREATE FUNCTION answer_link_find(p_token_hash bytea) RETURNS TABLE (recipient_id uuid, actor_id uuid, attempt_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.recipient_id, m.actor_id, a.id FROM outbox_attempts a JOIN outbox_messages m ON m.id = a.message_id
  WHERE a.token_hash = p_token_hash AND m.purpose = 'call_out'
$$;
REVOKE ALL ON FUNCTION answer_link_find(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_link_find(bytea) TO samverkan_app;
