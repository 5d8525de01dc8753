-- Measures (åtgärder): something somebody has taken on, with one owner – an actor or the office, never a forum –, a date and a state.
-- They come from an incident, a meeting (its columns follow with the meetings) or a gap in a self-assessment, or are the office's own.

ALTER TABLE activations ADD CONSTRAINT activations_id_incident UNIQUE (id, incident_id);

CREATE TABLE measures (
  id uuid PRIMARY KEY,
  title text COLLATE "sv-SE-x-icu" NOT NULL CHECK (title <> '' AND length(title) <= 200 AND title !~ '[\x00-\x1f]'),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 5000),
  owner_actor_id uuid REFERENCES actors (id),
  owner_office boolean NOT NULL,
  -- A local date: the whole day is in time.
  due_on date NOT NULL CHECK (due_on BETWEEN '2015-01-01' AND '2100-12-31'),
  state text NOT NULL CHECK (state IN ('open', 'in_progress', 'done', 'cancelled')),
  ended_at timestamptz,
  cancel_reason text CHECK (cancel_reason <> '' AND length(cancel_reason) <= 2000),
  incident_id uuid REFERENCES incidents (id),
  activation_id uuid,
  gap_assessment_id uuid,
  gap_actor_id uuid REFERENCES actors (id),
  gap_framework_id uuid,
  gap_sub_capability_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES users (id),
  version int NOT NULL DEFAULT 1,
  CONSTRAINT measures_one_owner CHECK (owner_office = (owner_actor_id IS NULL)),
  CONSTRAINT measures_ended CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL)),
  CONSTRAINT measures_cancelled CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
  CONSTRAINT measures_activation_of_incident CHECK (activation_id IS NULL OR incident_id IS NOT NULL),
  FOREIGN KEY (activation_id, incident_id) REFERENCES activations (id, incident_id),
  -- All of a gap or nothing of it; the assessment says whose it is and by which framework, so neither can be another.
  CONSTRAINT measures_gap CHECK (num_nulls(gap_assessment_id, gap_actor_id, gap_framework_id, gap_sub_capability_id) IN (0, 4)),
  FOREIGN KEY (gap_assessment_id, gap_framework_id, gap_actor_id) REFERENCES assessments (id, framework_id, actor_id),
  FOREIGN KEY (gap_sub_capability_id, gap_framework_id) REFERENCES capability_sub_capabilities (id, framework_id),
  -- A weakness is known to its actor and the office, so nobody else can be asked to mend it, and it belongs to no incident.
  CONSTRAINT measures_gap_stays_inside CHECK (gap_actor_id IS NULL OR (incident_id IS NULL AND (owner_office OR owner_actor_id = gap_actor_id)))
);
CREATE INDEX measures_open_by_owner ON measures (owner_actor_id, due_on) WHERE state IN ('open', 'in_progress');
CREATE INDEX measures_incident ON measures (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX measures_gap ON measures (gap_sub_capability_id, gap_actor_id) WHERE gap_actor_id IS NOT NULL;

-- What happened to it: every state, edit and follow-up note, with who said so.
CREATE TABLE measure_events (
  id uuid PRIMARY KEY,
  measure_id uuid NOT NULL REFERENCES measures (id),
  kind text NOT NULL CHECK (kind IN ('created', 'moved', 'edited', 'noted')),
  at timestamptz NOT NULL,
  by_user_id uuid NOT NULL REFERENCES users (id),
  by_actor_id uuid REFERENCES actors (id),
  by_function_code text REFERENCES functions (code),
  from_state text CHECK (from_state IN ('open', 'in_progress', 'done', 'cancelled')),
  to_state text CHECK (to_state IN ('open', 'in_progress', 'done', 'cancelled')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  -- What stood before an edit, by field; what stands after is in the measure or in the next edit.
  before jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(before) = 'object'),
  -- The activation whose end asked the question, when one did.
  closing_activation_id uuid REFERENCES activations (id),
  version int NOT NULL,
  CONSTRAINT measure_events_moved CHECK ((kind = 'moved') = (from_state IS NOT NULL AND to_state IS NOT NULL)),
  CONSTRAINT measure_events_noted CHECK (kind <> 'noted' OR note <> '')
);
CREATE INDEX measure_events_measure ON measure_events (measure_id, at, id);
CREATE TRIGGER measure_events_append_only BEFORE UPDATE OR DELETE ON measure_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Where a measure comes from never changes: what was nobody else's business cannot become it by an edit, nor the other way round.
CREATE FUNCTION measure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER measures_guard BEFORE UPDATE ON measures FOR EACH ROW EXECUTE FUNCTION measure_guard();

-- ── The second wall ─────────────────────────────────────────────────────────
GRANT SELECT ON measures, measure_events TO samverkan_app;
GRANT INSERT, UPDATE ON measures TO samverkan_app;
GRANT INSERT ON measure_events TO samverkan_app;

ALTER TABLE measures ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_but_gaps ON measures TO samverkan_app
  USING ((SELECT app_scope()) IN ('actor', 'region') AND (gap_actor_id IS NULL OR (SELECT assessment_office()) OR gap_actor_id = (SELECT app_actor())));

-- What may be read of a measure may be read of its story.
ALTER TABLE measure_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_seen_measures ON measure_events TO samverkan_app USING (EXISTS (SELECT FROM measures m WHERE m.id = measure_id));

-- How many open measures meet each gap in the region, without names, and nothing while so few actors have any that one could be told
-- from the number (as assessment_region).
CREATE FUNCTION measures_region(p_round uuid, p_at_least int) RETURNS TABLE (sub_capability_id uuid, measures int, actors int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT m.gap_sub_capability_id, count(*)::int, count(DISTINCT m.gap_actor_id)::int
  FROM measures m JOIN assessments a ON a.id = m.gap_assessment_id
  WHERE a.round_id = p_round AND m.state IN ('open', 'in_progress')
  GROUP BY m.gap_sub_capability_id HAVING count(DISTINCT m.gap_actor_id) >= greatest(p_at_least, 3)
$$;
REVOKE ALL ON FUNCTION measures_region(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION measures_region(uuid, int) TO samverkan_app;

-- A journal row about one actor's weakness is for that actor and the office alone, also among those who otherwise see the region (A-25).
CREATE FUNCTION journal_is_narrow(p_type text, p_data jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT p_type LIKE 'assessments.%' OR (p_type LIKE 'measures.%' AND (p_data ->> 'gap')::boolean IS TRUE) $$;
DROP POLICY audience ON journal;
CREATE POLICY audience ON journal FOR SELECT TO samverkan_app USING (
  app_scope() = 'system'
  OR (app_scope() = 'region' AND (audience IS NULL OR NOT journal_is_narrow(type, data) OR assessment_office() OR app_actor() = ANY (audience)))
  OR (app_scope() = 'actor' AND (audience IS NULL OR app_actor() = ANY (audience))));
