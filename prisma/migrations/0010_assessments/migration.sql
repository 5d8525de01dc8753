-- Self-assessment (P-12): a round per framework and year, one assessment per actor, one answer per indicator.
-- Weaknesses of an actor are its own: seen by the actor and by the office (A-25), by the rest of the region only compiled and without names.

-- ── The scale is data ───────────────────────────────────────────────────────
CREATE TABLE assessment_scales (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  note text NOT NULL CHECK (note <> '')
);
CREATE TABLE assessment_scale_levels (
  scale_code text NOT NULL REFERENCES assessment_scales (code),
  seq int NOT NULL CHECK (seq > 0),
  value int CHECK (value >= 0),
  is_not_applicable boolean NOT NULL,
  name_sv text NOT NULL CHECK (name_sv <> ''),
  name_en text NOT NULL CHECK (name_en <> ''),
  PRIMARY KEY (scale_code, seq),
  CONSTRAINT assessment_scale_levels_value CHECK (is_not_applicable = (value IS NULL)),
  UNIQUE NULLS NOT DISTINCT (scale_code, value)
);
INSERT INTO assessment_scales (code, note) VALUES ('three-levels', 'Ours: no scale is stated in the sources (A-25).');
INSERT INTO assessment_scale_levels (scale_code, seq, value, is_not_applicable, name_sv, name_en) VALUES
  ('three-levels', 1, 2, false, 'Uppfylld', 'Fulfilled'),
  ('three-levels', 2, 1, false, 'Delvis', 'Partly'),
  ('three-levels', 3, 0, false, 'Ej uppfylld', 'Not fulfilled'),
  ('three-levels', 4, NULL, true, 'Ej tillämplig', 'Not applicable');

-- ── Rounds ──────────────────────────────────────────────────────────────────
CREATE TABLE assessment_rounds (
  id uuid PRIMARY KEY,
  framework_id uuid NOT NULL REFERENCES capability_frameworks (id),
  scale_code text NOT NULL REFERENCES assessment_scales (code),
  year int NOT NULL CHECK (year BETWEEN 2015 AND 2100),
  state text NOT NULL CHECK (state IN ('prepared', 'open', 'closed', 'compiled', 'reported')),
  due_on date NOT NULL,
  prepared_by uuid NOT NULL REFERENCES users (id),
  prepared_at timestamptz NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT assessment_rounds_opened CHECK ((state = 'prepared') = (opened_at IS NULL)),
  CONSTRAINT assessment_rounds_closed CHECK ((state IN ('prepared', 'open')) = (closed_at IS NULL)),
  UNIQUE (framework_id, year),
  UNIQUE (id, framework_id)
);
-- Addresses carry the year: one round a year until several frameworks are assessed at once (A-21).
CREATE UNIQUE INDEX assessment_rounds_year ON assessment_rounds (year);

-- ── One actor's assessment ──────────────────────────────────────────────────
CREATE TABLE assessments (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL,
  framework_id uuid NOT NULL,
  actor_id uuid NOT NULL REFERENCES actors (id),
  -- As it was when the round opened: 58 indicators instead of 56 (I-18).
  is_designated boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('not_started', 'in_progress', 'ready_for_sign_off', 'submitted', 'reopened')),
  handed_in_at timestamptz,
  handed_in_by uuid REFERENCES users (id),
  submitted_at timestamptz,
  signed_by uuid REFERENCES users (id),
  reopened_at timestamptz,
  reopened_by uuid REFERENCES users (id),
  reopen_reason text CHECK (reopen_reason <> '' AND length(reopen_reason) <= 1000),
  version int NOT NULL DEFAULT 1,
  FOREIGN KEY (round_id, framework_id) REFERENCES assessment_rounds (id, framework_id),
  CONSTRAINT assessments_submitted CHECK (state <> 'submitted' OR (submitted_at IS NOT NULL AND signed_by IS NOT NULL)),
  CONSTRAINT assessments_reopened CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL)),
  UNIQUE (round_id, actor_id),
  UNIQUE (id, framework_id, actor_id)
);
CREATE INDEX assessments_actor ON assessments (actor_id);

CREATE TABLE assessment_answers (
  assessment_id uuid NOT NULL,
  indicator_id uuid NOT NULL,
  framework_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  value int,
  not_applicable boolean NOT NULL DEFAULT false,
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  version int NOT NULL CHECK (version > 0),
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (assessment_id, indicator_id),
  FOREIGN KEY (assessment_id, framework_id, actor_id) REFERENCES assessments (id, framework_id, actor_id),
  -- Only indicators of the round's own framework (I-19).
  FOREIGN KEY (indicator_id, framework_id) REFERENCES capability_indicators (id, framework_id),
  CONSTRAINT assessment_answers_one_of CHECK (NOT (not_applicable AND value IS NOT NULL))
);

-- Every answer that was ever saved: what somebody wrote over can still be read.
CREATE TABLE assessment_answer_versions (
  assessment_id uuid NOT NULL,
  indicator_id uuid NOT NULL,
  version int NOT NULL,
  actor_id uuid NOT NULL,
  value int,
  not_applicable boolean NOT NULL,
  comment text NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (assessment_id, indicator_id, version),
  FOREIGN KEY (assessment_id, indicator_id) REFERENCES assessment_answers (assessment_id, indicator_id)
);
CREATE TRIGGER assessment_answer_versions_append_only BEFORE UPDATE OR DELETE ON assessment_answer_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The rules that must hold whoever writes: an open round, no signature, a level of the round's scale, an indicator this actor is asked.
CREATE FUNCTION assessment_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE given record;
BEGIN
  SELECT a.state, a.is_designated, r.state AS round_state, i.audience, i.assessed_by_actor,
      EXISTS (SELECT FROM assessment_scale_levels l WHERE l.scale_code = r.scale_code
        AND CASE WHEN NEW.not_applicable THEN l.is_not_applicable ELSE NEW.value IS NULL OR l.value = NEW.value END) AS fits
    INTO given FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id JOIN capability_indicators i ON i.id = NEW.indicator_id
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
CREATE TRIGGER assessment_answers_guard BEFORE INSERT OR UPDATE ON assessment_answers FOR EACH ROW EXECUTE FUNCTION assessment_answer_guard();

-- As the owner: whoever saves an answer can neither leave its version out nor write another's.
CREATE FUNCTION assessment_answer_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO assessment_answer_versions (assessment_id, indicator_id, version, actor_id, value, not_applicable, comment, saved_at, saved_by)
  VALUES (NEW.assessment_id, NEW.indicator_id, NEW.version, NEW.actor_id, NEW.value, NEW.not_applicable, NEW.comment, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;
CREATE TRIGGER assessment_answers_keep AFTER INSERT OR UPDATE ON assessment_answers FOR EACH ROW EXECUTE FUNCTION assessment_answer_keep();

-- ── The second wall ─────────────────────────────────────────────────────────
GRANT SELECT ON assessment_scales, assessment_scale_levels, assessment_rounds, assessments, assessment_answers, assessment_answer_versions TO samverkan_app;
GRANT INSERT, UPDATE ON assessment_rounds, assessments, assessment_answers TO samverkan_app;

-- Narrower than 'region': duty officers see the region's incidents, not the actors' weaknesses (A-25).
CREATE FUNCTION assessment_office() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT app_scope() = 'region' AND coalesce(current_setting('app.function', true), '') IN ('samordningschef', 'koordinator') $$;

ALTER TABLE assessments ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_office ON assessments FOR SELECT TO samverkan_app USING ((SELECT assessment_office()) OR actor_id = (SELECT app_actor()));
CREATE POLICY office_opens ON assessments FOR INSERT TO samverkan_app WITH CHECK ((SELECT assessment_office()));
CREATE POLICY own_or_office_changes ON assessments FOR UPDATE TO samverkan_app USING ((SELECT assessment_office()) OR actor_id = (SELECT app_actor()));

ALTER TABLE assessment_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_office ON assessment_answers FOR SELECT TO samverkan_app USING ((SELECT assessment_office()) OR actor_id = (SELECT app_actor()));
CREATE POLICY own_inserts ON assessment_answers FOR INSERT TO samverkan_app WITH CHECK (actor_id = (SELECT app_actor()));
CREATE POLICY own_updates ON assessment_answers FOR UPDATE TO samverkan_app USING (actor_id = (SELECT app_actor()));

ALTER TABLE assessment_answer_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_office ON assessment_answer_versions FOR SELECT TO samverkan_app USING ((SELECT assessment_office()) OR actor_id = (SELECT app_actor()));

-- The region without names, for everybody: signed assessments added up, and nothing at all while they are so few that one could be told
-- from the sum. With a second round only actors who signed both are counted, so that a trend compares the same actors.
CREATE FUNCTION assessment_region(p_round uuid, p_also uuid, p_at_least int) RETURNS TABLE (sub_capability_id uuid, actors int, fulfilled int, partly int, not_fulfilled int, not_applicable int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH signed AS (SELECT a.id FROM assessments a WHERE a.round_id = p_round AND a.state = 'submitted'
      AND (p_also IS NULL OR EXISTS (SELECT FROM assessments b WHERE b.round_id = p_also AND b.actor_id = a.actor_id AND b.state = 'submitted'))),
  top AS (SELECT max(l.value) AS value FROM assessment_rounds r JOIN assessment_scale_levels l ON l.scale_code = r.scale_code WHERE r.id = p_round)
  SELECT i.sub_capability_id, (SELECT count(*)::int FROM signed), count(*) FILTER (WHERE w.value = top.value)::int,
    count(*) FILTER (WHERE w.value > 0 AND w.value < top.value)::int, count(*) FILTER (WHERE w.value = 0)::int, count(*) FILTER (WHERE w.not_applicable)::int
  FROM signed s JOIN assessment_answers w ON w.assessment_id = s.id JOIN capability_indicators i ON i.id = w.indicator_id CROSS JOIN top
  WHERE (SELECT count(*) FROM signed) >= greatest(p_at_least, 3)
  GROUP BY i.sub_capability_id
$$;
REVOKE ALL ON FUNCTION assessment_region(uuid, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_region(uuid, uuid, int) TO samverkan_app;

-- How many have signed is no secret; who has is.
CREATE FUNCTION assessment_progress(p_round uuid) RETURNS TABLE (total int, submitted int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT count(*)::int, count(*) FILTER (WHERE a.state = 'submitted')::int FROM assessments a WHERE a.round_id = p_round
$$;
REVOKE ALL ON FUNCTION assessment_progress(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_progress(uuid) TO samverkan_app;
