-- Lägesbild (P-03): one chain per incident or weekly conference; what actors report, the draft written jointly, and versions that never change.
-- A reported line is its actor's own and the region's; what has been lifted into a published version is everybody's.

-- ── The chain and what is collected ─────────────────────────────────────────
CREATE TABLE situational_pictures (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('joint_regional', 'weekly')),
  incident_id uuid,
  iso_year int CHECK (iso_year BETWEEN 2015 AND 2100),
  iso_week int CHECK (iso_week BETWEEN 1 AND 53),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 200),
  is_exercise boolean NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid REFERENCES users (id),
  archived_at timestamptz,
  FOREIGN KEY (incident_id, is_exercise) REFERENCES incidents (id, is_exercise),
  UNIQUE (incident_id, is_exercise),
  CONSTRAINT situational_pictures_of CHECK (CASE kind WHEN 'joint_regional' THEN incident_id IS NOT NULL AND iso_year IS NULL AND iso_week IS NULL
    ELSE incident_id IS NULL AND iso_year IS NOT NULL AND iso_week IS NOT NULL END)
);

-- Number n of the chain while it is collected and written; at publishing it closes and number n + 1 opens.
CREATE TABLE situational_picture_collections (
  id uuid PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES situational_pictures (id),
  number int NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('collecting', 'drafted', 'published', 'archived')),
  -- Nothing above internal stands in the portal's pictures (A-34).
  handling text NOT NULL CHECK (handling IN ('open', 'internal')),
  cut_off_at timestamptz NOT NULL,
  next_update_at timestamptz,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT situational_picture_collections_closed CHECK ((state IN ('published', 'archived')) = (closed_at IS NOT NULL)),
  UNIQUE (picture_id, number),
  UNIQUE (id, picture_id)
);
CREATE UNIQUE INDEX situational_picture_collections_one_open ON situational_picture_collections (picture_id) WHERE closed_at IS NULL;

CREATE TABLE situational_picture_asked (
  collection_id uuid NOT NULL REFERENCES situational_picture_collections (id),
  actor_id uuid NOT NULL REFERENCES actors (id),
  asked_at timestamptz NOT NULL,
  reminded_at timestamptz,
  PRIMARY KEY (collection_id, actor_id)
);
CREATE INDEX situational_picture_asked_actor ON situational_picture_asked (actor_id);

-- ── What an actor reports: only ever added to ───────────────────────────────
CREATE TABLE situational_picture_reports (
  id uuid PRIMARY KEY,
  picture_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  actor_id uuid NOT NULL REFERENCES actors (id),
  kind text NOT NULL CHECK (kind IN ('lines', 'nothing', 'unchanged')),
  -- The number its writer saw: lower than the collection's own when that was published before the report came.
  written_for int NOT NULL CHECK (written_for > 0),
  is_late boolean NOT NULL,
  reported_at timestamptz NOT NULL,
  reported_by uuid NOT NULL REFERENCES users (id),
  function_code text REFERENCES functions (code),
  FOREIGN KEY (collection_id, picture_id) REFERENCES situational_picture_collections (id, picture_id),
  UNIQUE (id, actor_id, picture_id)
);
CREATE INDEX situational_picture_reports_actor ON situational_picture_reports (collection_id, actor_id);

CREATE TABLE situational_picture_report_lines (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  picture_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  seq int NOT NULL CHECK (seq > 0),
  heading text NOT NULL CHECK (heading IN ('situation', 'impact', 'measures', 'forecast', 'needs')),
  certainty text NOT NULL CHECK (certainty IN ('fact', 'assumption')),
  text text NOT NULL CHECK (text <> '' AND length(text) <= 2000),
  -- A correction is a line of its own; what it corrects stays and can be corrected once.
  replaces_id uuid UNIQUE,
  FOREIGN KEY (report_id, actor_id, picture_id) REFERENCES situational_picture_reports (id, actor_id, picture_id),
  UNIQUE (id, actor_id, picture_id),
  UNIQUE (report_id, seq),
  FOREIGN KEY (replaces_id, actor_id, picture_id) REFERENCES situational_picture_report_lines (id, actor_id, picture_id)
);

-- *Oförändrat* repeats lines by reference: of the same actor in the same chain.
CREATE TABLE situational_picture_report_repeats (
  report_id uuid NOT NULL,
  line_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  picture_id uuid NOT NULL,
  PRIMARY KEY (report_id, line_id),
  FOREIGN KEY (report_id, actor_id, picture_id) REFERENCES situational_picture_reports (id, actor_id, picture_id),
  FOREIGN KEY (line_id, actor_id, picture_id) REFERENCES situational_picture_report_lines (id, actor_id, picture_id)
);
CREATE INDEX situational_picture_report_repeats_line ON situational_picture_report_repeats (line_id);

-- ── The draft: one line or text is one thing with a version of its own, and lives on from number to number ──
CREATE TABLE situational_picture_lines (
  id uuid PRIMARY KEY,
  picture_id uuid NOT NULL REFERENCES situational_pictures (id),
  heading text NOT NULL CHECK (heading IN ('situation', 'impact', 'measures', 'forecast', 'needs')),
  position int NOT NULL,
  certainty text NOT NULL CHECK (certainty IN ('fact', 'assumption')),
  text text NOT NULL CHECK (text <> '' AND length(text) <= 2000),
  -- Lifted in: the reported line stays attached, and is lifted once.
  source_line_id uuid,
  source_actor_id uuid,
  is_removed boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  FOREIGN KEY (source_line_id, source_actor_id, picture_id) REFERENCES situational_picture_report_lines (id, actor_id, picture_id),
  UNIQUE (source_line_id, source_actor_id, picture_id),
  CONSTRAINT situational_picture_lines_source CHECK ((source_line_id IS NULL) = (source_actor_id IS NULL))
);
CREATE INDEX situational_picture_lines_picture ON situational_picture_lines (picture_id, heading, position);

CREATE TABLE situational_picture_line_versions (
  line_id uuid NOT NULL REFERENCES situational_picture_lines (id),
  version int NOT NULL,
  heading text NOT NULL,
  certainty text NOT NULL,
  text text NOT NULL,
  is_removed boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (line_id, version)
);

CREATE TABLE situational_picture_texts (
  picture_id uuid NOT NULL REFERENCES situational_pictures (id),
  field text NOT NULL CHECK (field IN ('summary', 'most_likely', 'worst_case', 'read_aloud')),
  text text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (picture_id, field),
  CONSTRAINT situational_picture_texts_length CHECK (length(text) <= CASE field WHEN 'summary' THEN 4000 WHEN 'read_aloud' THEN 600 ELSE 2000 END)
);
CREATE TABLE situational_picture_text_versions (
  picture_id uuid NOT NULL,
  field text NOT NULL,
  version int NOT NULL,
  text text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (picture_id, field, version),
  FOREIGN KEY (picture_id, field) REFERENCES situational_picture_texts (picture_id, field)
);

-- Whoever writes: a version follows the one before, and an archived chain takes nothing more.
CREATE FUNCTION situational_picture_write_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM situational_pictures p WHERE p.id = NEW.picture_id AND p.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'situational picture % is archived', NEW.picture_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_TABLE_NAME IN ('situational_picture_lines', 'situational_picture_texts')
    AND ((TG_OP = 'INSERT' AND NEW.version <> 1) OR (TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1)) THEN
    RAISE EXCEPTION 'version % does not follow', NEW.version USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER situational_picture_lines_guard BEFORE INSERT OR UPDATE OF heading, certainty, text, is_removed, version ON situational_picture_lines
  FOR EACH ROW EXECUTE FUNCTION situational_picture_write_guard();
CREATE TRIGGER situational_picture_texts_guard BEFORE INSERT OR UPDATE ON situational_picture_texts
  FOR EACH ROW EXECUTE FUNCTION situational_picture_write_guard();

-- As the owner: whoever saves can neither leave its version out nor write another's.
CREATE FUNCTION situational_picture_line_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO situational_picture_line_versions (line_id, version, heading, certainty, text, is_removed, saved_at, saved_by)
  VALUES (NEW.id, NEW.version, NEW.heading, NEW.certainty, NEW.text, NEW.is_removed, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE TRIGGER situational_picture_lines_keep AFTER INSERT OR UPDATE OF heading, certainty, text, is_removed, version ON situational_picture_lines
  FOR EACH ROW EXECUTE FUNCTION situational_picture_line_keep();
CREATE FUNCTION situational_picture_text_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO situational_picture_text_versions (picture_id, field, version, text, saved_at, saved_by)
  VALUES (NEW.picture_id, NEW.field, NEW.version, NEW.text, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE TRIGGER situational_picture_texts_keep AFTER INSERT OR UPDATE ON situational_picture_texts
  FOR EACH ROW EXECUTE FUNCTION situational_picture_text_keep();

-- ── Published: a snapshot that nobody changes ───────────────────────────────
CREATE TABLE situational_picture_versions (
  id uuid PRIMARY KEY,
  picture_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  number int NOT NULL CHECK (number > 0),
  handling text NOT NULL CHECK (handling IN ('open', 'internal')),
  cut_off_at timestamptz NOT NULL,
  next_update_at timestamptz,
  summary text NOT NULL,
  most_likely text NOT NULL,
  worst_case text NOT NULL,
  read_aloud text NOT NULL,
  asked int NOT NULL,
  reported int NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid NOT NULL REFERENCES users (id),
  function_code text REFERENCES functions (code),
  publisher_actor_id uuid REFERENCES actors (id),
  FOREIGN KEY (collection_id, picture_id) REFERENCES situational_picture_collections (id, picture_id),
  UNIQUE (collection_id, picture_id),
  UNIQUE (picture_id, number)
);
CREATE INDEX situational_picture_versions_published ON situational_picture_versions (published_at DESC);

CREATE TABLE situational_picture_version_lines (
  version_id uuid NOT NULL REFERENCES situational_picture_versions (id),
  line_id uuid NOT NULL REFERENCES situational_picture_lines (id),
  seq int NOT NULL CHECK (seq > 0),
  heading text NOT NULL,
  certainty text NOT NULL,
  text text NOT NULL,
  written_by uuid NOT NULL REFERENCES users (id),
  -- Copied: the report itself stays its actor's own.
  source_line_id uuid REFERENCES situational_picture_report_lines (id),
  source_actor_id uuid REFERENCES actors (id),
  source_text text,
  source_certainty text,
  source_at timestamptz,
  source_by uuid REFERENCES users (id),
  PRIMARY KEY (version_id, line_id),
  UNIQUE (version_id, seq)
);

CREATE TABLE situational_picture_reads (
  version_id uuid NOT NULL REFERENCES situational_picture_versions (id),
  user_id uuid NOT NULL REFERENCES users (id),
  actor_id uuid REFERENCES actors (id),
  read_at timestamptz NOT NULL,
  PRIMARY KEY (version_id, user_id)
);
CREATE INDEX situational_picture_reads_user ON situational_picture_reads (user_id);

CREATE TABLE situational_picture_acknowledgements (
  version_id uuid NOT NULL REFERENCES situational_picture_versions (id),
  actor_id uuid NOT NULL REFERENCES actors (id),
  user_id uuid NOT NULL REFERENCES users (id),
  function_code text REFERENCES functions (code),
  acknowledged_at timestamptz NOT NULL,
  -- How the actor spread it at home (2:7b).
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  PRIMARY KEY (version_id, actor_id)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reports', 'report_lines', 'report_repeats', 'line_versions', 'text_versions', 'versions', 'version_lines', 'reads', 'acknowledgements'] LOOP
    EXECUTE format('CREATE TRIGGER situational_picture_%1$s_append_only BEFORE UPDATE OR DELETE ON situational_picture_%1$s FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;

-- ── The second wall ─────────────────────────────────────────────────────────
GRANT SELECT ON situational_pictures, situational_picture_collections, situational_picture_asked, situational_picture_reports, situational_picture_report_lines,
  situational_picture_report_repeats, situational_picture_lines, situational_picture_line_versions, situational_picture_texts, situational_picture_text_versions,
  situational_picture_versions, situational_picture_version_lines, situational_picture_reads, situational_picture_acknowledgements TO samverkan_app, samverkan_worker;
GRANT INSERT, UPDATE ON situational_pictures, situational_picture_collections, situational_picture_asked, situational_picture_lines, situational_picture_texts TO samverkan_app;
GRANT INSERT ON situational_picture_reports, situational_picture_report_lines, situational_picture_report_repeats, situational_picture_versions,
  situational_picture_version_lines, situational_picture_reads, situational_picture_acknowledgements TO samverkan_app;
-- A weekly conference gets its picture from a job.
GRANT INSERT, UPDATE ON situational_pictures, situational_picture_collections, situational_picture_asked TO samverkan_worker;

DO $$
DECLARE t text;
BEGIN
  -- Of one actor: itself and those who see the region. An actor writes its own and nobody else's.
  FOREACH t IN ARRAY ARRAY['reports', 'report_lines', 'report_repeats', 'acknowledgements', 'asked'] LOOP
    EXECUTE format('ALTER TABLE situational_picture_%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_or_region ON situational_picture_%s FOR SELECT TO samverkan_app USING ((SELECT app_scope()) = ''region'' OR ((SELECT app_scope()) = ''actor'' AND actor_id = (SELECT app_actor())))', t);
    EXECUTE format('CREATE POLICY worker_all ON situational_picture_%s TO samverkan_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['reports', 'report_lines', 'report_repeats', 'acknowledgements'] LOOP
    EXECUTE format('CREATE POLICY own_inserts ON situational_picture_%s FOR INSERT TO samverkan_app WITH CHECK (actor_id = (SELECT app_actor()))', t);
  END LOOP;
  CREATE POLICY region_asks ON situational_picture_asked FOR INSERT TO samverkan_app WITH CHECK ((SELECT app_scope()) = 'region');
  CREATE POLICY region_reminds ON situational_picture_asked FOR UPDATE TO samverkan_app USING ((SELECT app_scope()) = 'region');
  -- The draft may hold what has not been published: nobody but those who see the region.
  FOREACH t IN ARRAY ARRAY['lines', 'line_versions', 'texts', 'text_versions'] LOOP
    EXECUTE format('ALTER TABLE situational_picture_%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY region_only ON situational_picture_%s TO samverkan_app USING ((SELECT app_scope()) = ''region'')', t);
    EXECUTE format('CREATE POLICY worker_all ON situational_picture_%s TO samverkan_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

ALTER TABLE situational_picture_reads ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_region ON situational_picture_reads FOR SELECT TO samverkan_app
  USING ((SELECT app_scope()) = 'region' OR ((SELECT app_scope()) = 'actor' AND user_id = (SELECT app_user())));
CREATE POLICY own_inserts ON situational_picture_reads FOR INSERT TO samverkan_app WITH CHECK (user_id = (SELECT app_user()));
CREATE POLICY worker_all ON situational_picture_reads TO samverkan_worker USING (true) WITH CHECK (true);

-- A published version belongs to the network: every member, nobody before it is known who looks.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['versions', 'version_lines'] LOOP
    EXECUTE format('ALTER TABLE situational_picture_%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY members ON situational_picture_%s FOR SELECT TO samverkan_app USING ((SELECT app_scope()) IN (''region'', ''actor'') AND (SELECT app_user()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY region_publishes ON situational_picture_%s FOR INSERT TO samverkan_app WITH CHECK ((SELECT app_scope()) = ''region'')', t);
    EXECUTE format('CREATE POLICY worker_all ON situational_picture_%s TO samverkan_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
