-- Meetings (P-02, P-09): the Thursday conference and the meetings of every other forum.

-- ── What an agenda begins with: derived from the forum's description until somebody has changed it (A-23) ──
CREATE TABLE meeting_templates (
  forum_id uuid PRIMARY KEY REFERENCES forums (id),
  is_proposal boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  changed_at timestamptz,
  changed_by uuid REFERENCES users (id)
);
CREATE TABLE meeting_template_items (
  forum_id uuid NOT NULL REFERENCES meeting_templates (forum_id),
  seq int NOT NULL CHECK (seq > 0),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  kind text NOT NULL CHECK (kind IN ('roll_call', 'reports', 'information', 'analysis', 'situational_picture', 'communication', 'measures', 'next_meeting', 'other')),
  minutes int CHECK (minutes BETWEEN 1 AND 600),
  PRIMARY KEY (forum_id, seq)
);

-- ── Meetings ────────────────────────────────────────────────────────────────
CREATE TABLE meetings (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,80}$'),
  forum_id uuid NOT NULL REFERENCES forums (id),
  -- Empty: called as its forum.
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
  -- The Thursday this meeting was made for, which stays when it is moved: the series never makes it again.
  series_date date,
  -- The wall decides, the instant follows (A-32): a rule of daylight saving that changes moves the instant, never 16.00.
  local_date date NOT NULL,
  local_time time NOT NULL,
  tz text NOT NULL DEFAULT 'Europe/Stockholm' CHECK (tz = 'Europe/Stockholm'),
  starts_at timestamptz NOT NULL GENERATED ALWAYS AS ((local_date + local_time) AT TIME ZONE 'Europe/Stockholm') STORED,
  minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 600),
  channel text NOT NULL CHECK (channel IN ('telephone', 'rakel', 'video', 'physical')),
  place text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
  dial_in text NOT NULL DEFAULT '' CHECK (length(dial_in) <= 300),
  state text NOT NULL CHECK (state IN ('planned', 'agenda_set', 'open', 'closed', 'documented', 'distributed', 'cancelled')),
  is_exercise boolean NOT NULL DEFAULT false,
  asks_reports boolean NOT NULL,
  -- Every member is on the roll, also one that joins before it begins.
  all_members boolean NOT NULL,
  holiday text,
  holiday_answered_at timestamptz,
  holiday_answered_by uuid REFERENCES users (id),
  cancel_reason text CHECK (cancel_reason <> '' AND length(cancel_reason) <= 500),
  handling text CHECK (handling IN ('open', 'internal')),
  planned_at timestamptz NOT NULL,
  planned_by uuid REFERENCES users (id),
  opened_at timestamptz,
  closed_at timestamptz,
  documented_at timestamptz,
  distributed_at timestamptz,
  current_item_id uuid,
  current_actor_id uuid REFERENCES actors (id),
  turn_since timestamptz,
  turn_version int NOT NULL DEFAULT 0,
  agenda_version int NOT NULL DEFAULT 1,
  -- What a calendar compares: raised by every change that it must take in.
  calendar_sequence int NOT NULL DEFAULT 0,
  calendar_changed_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT meetings_cancelled CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
  CONSTRAINT meetings_opened CHECK (state NOT IN ('open', 'closed', 'documented', 'distributed') OR opened_at IS NOT NULL),
  CONSTRAINT meetings_closed CHECK ((state IN ('closed', 'documented', 'distributed')) = (closed_at IS NOT NULL)),
  CONSTRAINT meetings_distributed CHECK ((state = 'distributed') = (distributed_at IS NOT NULL AND handling IS NOT NULL))
);
CREATE UNIQUE INDEX meetings_series ON meetings (forum_id, series_date) WHERE series_date IS NOT NULL;
CREATE UNIQUE INDEX meetings_weekly ON meetings (forum_id, local_date) WHERE series_date IS NOT NULL AND state <> 'cancelled';
CREATE UNIQUE INDEX meetings_once ON meetings (forum_id, local_date, local_time) WHERE state <> 'cancelled';
CREATE INDEX meetings_starts ON meetings (starts_at, id);

CREATE TABLE meeting_moves (
  meeting_id uuid NOT NULL REFERENCES meetings (id),
  number int NOT NULL CHECK (number > 0),
  from_date date NOT NULL,
  from_time time NOT NULL,
  to_date date NOT NULL,
  to_time time NOT NULL,
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 500),
  moved_at timestamptz NOT NULL,
  moved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (meeting_id, number),
  CHECK ((from_date, from_time) <> (to_date, to_time))
);
CREATE TRIGGER meeting_moves_append_only BEFORE UPDATE OR DELETE ON meeting_moves FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── The roll ────────────────────────────────────────────────────────────────
CREATE TABLE meeting_actors (
  meeting_id uuid NOT NULL REFERENCES meetings (id),
  actor_id uuid NOT NULL REFERENCES actors (id),
  presence text CHECK (presence IN ('present', 'absent')),
  person text NOT NULL DEFAULT '' CHECK (length(person) <= 200),
  function_code text REFERENCES functions (code),
  has_mandate boolean,
  marked_at timestamptz,
  marked_by uuid REFERENCES users (id),
  spoke_at timestamptz,
  PRIMARY KEY (meeting_id, actor_id),
  CONSTRAINT meeting_actors_marked CHECK (presence IS NULL OR (marked_at IS NOT NULL AND marked_by IS NOT NULL))
);
CREATE INDEX meeting_actors_actor ON meeting_actors (actor_id, meeting_id);

-- ── Agenda ──────────────────────────────────────────────────────────────────
CREATE TABLE meeting_items (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meetings (id),
  seq int NOT NULL CHECK (seq > 0),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  kind text NOT NULL CHECK (kind IN ('roll_call', 'reports', 'information', 'analysis', 'situational_picture', 'communication', 'measures', 'next_meeting', 'other')),
  presenter_actor_id uuid REFERENCES actors (id),
  presenter text NOT NULL DEFAULT '' CHECK (length(presenter) <= 200),
  minutes int CHECK (minutes BETWEEN 1 AND 600),
  is_proposal boolean NOT NULL,
  began_at timestamptz,
  ended_at timestamptz,
  outcome text NOT NULL DEFAULT '' CHECK (length(outcome) <= 1000),
  outcome_version int NOT NULL DEFAULT 0,
  -- Lifted from an item, or from a note to it: the same words in both meetings, the link both ways.
  lifted_from_item_id uuid REFERENCES meeting_items (id),
  quote text NOT NULL DEFAULT '' CHECK (length(quote) <= 2000),
  quoted_actor_id uuid REFERENCES actors (id),
  lifted_from_note_id uuid,
  version int NOT NULL DEFAULT 1,
  UNIQUE (id, meeting_id),
  CONSTRAINT meeting_items_order UNIQUE (meeting_id, seq) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX meeting_items_lifted ON meeting_items (lifted_from_item_id) WHERE lifted_from_item_id IS NOT NULL;
ALTER TABLE meetings ADD CONSTRAINT meetings_current_item FOREIGN KEY (current_item_id, id) REFERENCES meeting_items (id, meeting_id);

CREATE TABLE meeting_outcome_versions (
  item_id uuid NOT NULL REFERENCES meeting_items (id),
  version int NOT NULL,
  text text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (item_id, version)
);
CREATE TRIGGER meeting_outcome_versions_append_only BEFORE UPDATE OR DELETE ON meeting_outcome_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE meeting_notes (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL,
  item_id uuid NOT NULL,
  actor_id uuid REFERENCES actors (id),
  -- Empty: taken away. What it said is among its versions.
  text text NOT NULL CHECK (length(text) <= 2000),
  version int NOT NULL DEFAULT 1,
  noted_at timestamptz NOT NULL,
  noted_by uuid NOT NULL REFERENCES users (id),
  changed_at timestamptz,
  changed_by uuid REFERENCES users (id),
  FOREIGN KEY (item_id, meeting_id) REFERENCES meeting_items (id, meeting_id)
);
CREATE INDEX meeting_notes_item ON meeting_notes (item_id, noted_at);
ALTER TABLE meeting_items ADD CONSTRAINT meeting_items_lifted_note FOREIGN KEY (lifted_from_note_id) REFERENCES meeting_notes (id);

CREATE TABLE meeting_note_versions (
  note_id uuid NOT NULL REFERENCES meeting_notes (id),
  version int NOT NULL,
  actor_id uuid REFERENCES actors (id),
  text text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (note_id, version)
);
CREATE TRIGGER meeting_note_versions_append_only BEFORE UPDATE OR DELETE ON meeting_note_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── Reports before the meeting ──────────────────────────────────────────────
CREATE TABLE meeting_reports (
  meeting_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('something', 'nothing', 'unchanged')),
  lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array' AND jsonb_array_length(lines) <= 10 AND length(lines::text) <= 8000),
  repeats_meeting_id uuid REFERENCES meetings (id),
  is_late boolean NOT NULL,
  version int NOT NULL CHECK (version > 0),
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (meeting_id, actor_id),
  FOREIGN KEY (meeting_id, actor_id) REFERENCES meeting_actors (meeting_id, actor_id),
  CONSTRAINT meeting_reports_lines CHECK ((kind = 'something' AND lines <> '[]') OR (kind = 'nothing' AND lines = '[]') OR kind = 'unchanged'),
  CONSTRAINT meeting_reports_repeats CHECK ((kind = 'unchanged') = (repeats_meeting_id IS NOT NULL))
);
CREATE TABLE meeting_report_versions (
  meeting_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  version int NOT NULL,
  kind text NOT NULL,
  lines jsonb NOT NULL,
  repeats_meeting_id uuid REFERENCES meetings (id),
  is_late boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (meeting_id, actor_id, version),
  FOREIGN KEY (meeting_id, actor_id) REFERENCES meeting_reports (meeting_id, actor_id)
);
CREATE TRIGGER meeting_report_versions_append_only BEFORE UPDATE OR DELETE ON meeting_report_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ── What holds whoever writes ───────────────────────────────────────────────
-- Distributed is published: it never changes again. The states a part may be written in are its trigger's arguments.
CREATE FUNCTION meeting_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE at text;
BEGIN
  SELECT m.state INTO at FROM meetings m WHERE m.id = CASE TG_OP WHEN 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
  IF NOT at = ANY (TG_ARGV) THEN
    RAISE EXCEPTION '% cannot be written in a meeting that is %', TG_TABLE_NAME, at USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER meeting_items_guard BEFORE INSERT OR UPDATE OR DELETE ON meeting_items
  FOR EACH ROW EXECUTE FUNCTION meeting_part_guard('planned', 'agenda_set', 'open', 'closed', 'documented');
CREATE TRIGGER meeting_notes_guard BEFORE INSERT OR UPDATE OR DELETE ON meeting_notes
  FOR EACH ROW EXECUTE FUNCTION meeting_part_guard('planned', 'agenda_set', 'open', 'closed', 'documented');
CREATE TRIGGER meeting_actors_guard BEFORE INSERT OR UPDATE OR DELETE ON meeting_actors
  FOR EACH ROW EXECUTE FUNCTION meeting_part_guard('planned', 'agenda_set', 'open', 'closed');
CREATE TRIGGER meeting_reports_guard BEFORE INSERT OR UPDATE OR DELETE ON meeting_reports
  FOR EACH ROW EXECUTE FUNCTION meeting_part_guard('planned', 'agenda_set', 'open');
CREATE FUNCTION meeting_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'distributed' OR NEW.id <> OLD.id OR NEW.forum_id <> OLD.forum_id OR NEW.series_date IS DISTINCT FROM OLD.series_date THEN
    RAISE EXCEPTION 'meeting % is distributed or would become another', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meetings_guard BEFORE UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION meeting_guard();

-- As the owner: whoever saves can neither leave a version out nor write another's.
CREATE FUNCTION meeting_report_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO meeting_report_versions (meeting_id, actor_id, version, kind, lines, repeats_meeting_id, is_late, saved_at, saved_by)
  VALUES (NEW.meeting_id, NEW.actor_id, NEW.version, NEW.kind, NEW.lines, NEW.repeats_meeting_id, NEW.is_late, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE TRIGGER meeting_reports_keep AFTER INSERT OR UPDATE ON meeting_reports FOR EACH ROW EXECUTE FUNCTION meeting_report_keep();
CREATE FUNCTION meeting_note_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO meeting_note_versions (note_id, version, actor_id, text, saved_at, saved_by)
  VALUES (NEW.id, NEW.version, NEW.actor_id, NEW.text, coalesce(NEW.changed_at, NEW.noted_at), coalesce(NEW.changed_by, NEW.noted_by));
  RETURN NULL;
END $$;
CREATE TRIGGER meeting_notes_keep AFTER INSERT OR UPDATE ON meeting_notes FOR EACH ROW EXECUTE FUNCTION meeting_note_keep();

-- ── Filling a planned meeting ───────────────────────────────────────────────
-- The roll of a meeting for all: members of that day that are not on it yet. Answers how many were added.
CREATE FUNCTION meeting_fill_roll(p_meeting uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE added int;
BEGIN
  INSERT INTO meeting_actors (meeting_id, actor_id)
  SELECT DISTINCT m.id, x.actor_id FROM meetings m JOIN actor_memberships x ON x.left_on IS NULL OR x.left_on > m.local_date
  WHERE m.id = p_meeting AND m.all_members AND m.state IN ('planned', 'agenda_set') ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  RETURN added;
END $$;
-- The agenda of a meeting that nobody has touched yet, as its forum's template says today.
CREATE FUNCTION meeting_fill_agenda(p_meeting uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM meeting_items i USING meetings m WHERE i.meeting_id = m.id AND m.id = p_meeting AND m.state = 'planned' AND m.agenda_version = 1;
  INSERT INTO meeting_items (id, meeting_id, seq, title, kind, minutes, is_proposal)
  SELECT gen_random_uuid(), m.id, i.seq, i.title, i.kind, i.minutes, t.is_proposal
  FROM meetings m JOIN meeting_templates t ON t.forum_id = m.forum_id JOIN meeting_template_items i ON i.forum_id = t.forum_id
  WHERE m.id = p_meeting AND m.state = 'planned' AND m.agenda_version = 1
$$;

-- ── Calendar feeds: the address is the secret, the database holds its hash ──
CREATE TABLE meeting_calendar_feeds (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  made_at timestamptz NOT NULL,
  last_read_at timestamptz
);
-- A calendar program has no session: the person behind the address, while the account is active and holds a function.
CREATE FUNCTION meeting_calendar_reader(p_token_hash bytea, p_at timestamptz) RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE meeting_calendar_feeds f SET last_read_at = p_at FROM users u
  WHERE f.token_hash = p_token_hash AND u.id = f.user_id AND u.status = 'active'
    AND EXISTS (SELECT FROM user_functions x WHERE x.user_id = u.id AND x.valid_from <= p_at AND (x.valid_to IS NULL OR x.valid_to > p_at))
  RETURNING u.id
$$;
REVOKE ALL ON FUNCTION meeting_calendar_reader(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meeting_calendar_reader(bytea, timestamptz) TO samverkan_app;

-- ── The second wall ─────────────────────────────────────────────────────────
GRANT SELECT ON meeting_templates, meeting_template_items, meetings, meeting_moves, meeting_actors, meeting_items, meeting_outcome_versions, meeting_notes,
  meeting_note_versions, meeting_reports, meeting_report_versions, meeting_calendar_feeds TO samverkan_app;
GRANT INSERT, UPDATE ON meeting_templates, meetings, meeting_actors, meeting_items, meeting_notes, meeting_reports, meeting_calendar_feeds TO samverkan_app;
GRANT INSERT ON meeting_template_items, meeting_moves, meeting_outcome_versions TO samverkan_app;
GRANT DELETE ON meeting_template_items, meeting_items, meeting_calendar_feeds TO samverkan_app;
-- The worker keeps the series.
GRANT SELECT ON meeting_templates, meeting_template_items, meetings, meeting_actors, meeting_items TO samverkan_worker;
GRANT INSERT ON meetings, meeting_actors, meeting_items TO samverkan_worker;
GRANT DELETE ON meeting_items TO samverkan_worker;

-- What an actor says before a conference is for all who take part, and all members do; it is written by nobody else.
ALTER TABLE meeting_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON meeting_reports FOR SELECT TO samverkan_app USING (app_scope() IN ('actor', 'region'));
CREATE POLICY own_inserts ON meeting_reports FOR INSERT TO samverkan_app WITH CHECK (actor_id = (SELECT app_actor()));
CREATE POLICY own_updates ON meeting_reports FOR UPDATE TO samverkan_app USING (actor_id = (SELECT app_actor()));
ALTER TABLE meeting_report_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON meeting_report_versions FOR SELECT TO samverkan_app USING (app_scope() IN ('actor', 'region'));
ALTER TABLE meeting_calendar_feeds ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON meeting_calendar_feeds TO samverkan_app USING (user_id = (SELECT app_user()));
