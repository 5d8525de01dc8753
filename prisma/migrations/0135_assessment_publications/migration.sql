-- The region's figures are published, not looked up: what everybody may read changes only when a round closes, and only when what has changed
-- cannot be told to be one actor's. Read before and after a signature, a live sum gave that actor away (ADR 0017).

-- ── How few are too few ─────────────────────────────────────────────────────
-- The setting, never the caller's choice, and never below three: of two, each knows the other.
CREATE FUNCTION assessment_region_minimum() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS
  $$ SELECT greatest(coalesce((SELECT (s.value #>> '{}')::int FROM public.settings s WHERE s.key = 'assessment_region_minimum'), 5), 3) $$;

-- ── What has been published ─────────────────────────────────────────────────
-- Figures about one round: of everybody who had signed (with_round_id NULL), or of those who had signed another round too, for the trend.
CREATE TABLE assessment_publications (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  round_id uuid NOT NULL REFERENCES assessment_rounds (id),
  with_round_id uuid REFERENCES assessment_rounds (id),
  published_at timestamptz NOT NULL
);
CREATE INDEX assessment_publications_round ON assessment_publications (round_id, with_round_id, seq);
-- What each actor adds to each sum. No log-in may read it: it is kept so that the next sum can be held against this one.
CREATE TABLE assessment_publication_parts (
  publication_id uuid NOT NULL REFERENCES assessment_publications (id) ON DELETE CASCADE,
  actor_id uuid NOT NULL REFERENCES actors (id),
  sub_capability_id uuid NOT NULL REFERENCES capability_sub_capabilities (id),
  fulfilled int NOT NULL,
  partly int NOT NULL,
  not_fulfilled int NOT NULL,
  not_applicable int NOT NULL,
  PRIMARY KEY (publication_id, actor_id, sub_capability_id)
);

-- Keeps a publication that gives nobody away, and takes any other back: too few actors, or some cell that fewer than the minimum of actors
-- make differ from one published before about the same round. Held against all of them, not the last alone: a reader keeps what was read.
CREATE FUNCTION assessment_publication_settle(p_publication uuid) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE least int := public.assessment_region_minimum();
BEGIN
  IF (SELECT count(DISTINCT n.actor_id) FROM public.assessment_publication_parts n WHERE n.publication_id = p_publication) >= least
    AND NOT EXISTS (
      SELECT FROM public.assessment_publications p JOIN public.assessment_publications e ON e.round_id = p.round_id AND e.id <> p.id
      CROSS JOIN LATERAL (SELECT sub_capability_id
        FROM (SELECT * FROM public.assessment_publication_parts WHERE publication_id = e.id) o
        FULL JOIN (SELECT * FROM public.assessment_publication_parts WHERE publication_id = p.id) n USING (actor_id, sub_capability_id)
        WHERE (o.fulfilled, o.partly, o.not_fulfilled, o.not_applicable) IS DISTINCT FROM (n.fulfilled, n.partly, n.not_fulfilled, n.not_applicable)
        GROUP BY sub_capability_id HAVING count(*) < least) told
      WHERE p.id = p_publication) THEN
    RETURN true;
  END IF;
  DELETE FROM public.assessment_publications WHERE id = p_publication;
  RETURN false;
END $$;
REVOKE ALL ON FUNCTION assessment_publication_settle(uuid) FROM PUBLIC;

-- Publishes a round that has closed, and its trend against the rounds before and after it: of the same actors in both, or not at all.
CREATE FUNCTION assessment_round_publish(p_round uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  region uuid := gen_random_uuid();
  near record;
  earlier uuid;
  later uuid;
BEGIN
  INSERT INTO public.assessment_publications (id, round_id, published_at) VALUES (region, p_round, public.app_now());
  INSERT INTO public.assessment_publication_parts (publication_id, actor_id, sub_capability_id, fulfilled, partly, not_fulfilled, not_applicable)
    SELECT region, a.actor_id, i.sub_capability_id, count(*) FILTER (WHERE w.value = t.top), count(*) FILTER (WHERE w.value > 0 AND w.value < t.top),
      count(*) FILTER (WHERE w.value = 0), count(*) FILTER (WHERE w.not_applicable)
    FROM public.assessments a JOIN public.assessment_answers w ON w.assessment_id = a.id JOIN public.capability_indicators i ON i.id = w.indicator_id
    CROSS JOIN (SELECT max(l.value) AS top FROM public.assessment_rounds r JOIN public.assessment_scale_levels l ON l.scale_code = r.scale_code WHERE r.id = p_round) t
    WHERE a.round_id = p_round AND a.state = 'submitted' AND (w.value IS NOT NULL OR w.not_applicable)
    GROUP BY a.actor_id, i.sub_capability_id;
  PERFORM public.assessment_publication_settle(region);

  FOR near IN
    SELECT b.id AS before_id, r.id AS after_id FROM public.assessment_rounds r
      JOIN LATERAL (SELECT c.id FROM public.assessment_rounds c WHERE c.framework_id = r.framework_id AND c.year < r.year ORDER BY c.year DESC LIMIT 1) b ON true
      WHERE p_round IN (r.id, b.id)
  LOOP
    earlier := gen_random_uuid();
    later := gen_random_uuid();
    INSERT INTO public.assessment_publications (id, round_id, with_round_id, published_at)
      VALUES (earlier, near.before_id, near.after_id, public.app_now()), (later, near.after_id, near.before_id, public.app_now());
    WITH latest AS (SELECT DISTINCT ON (p.round_id) p.id, p.round_id FROM public.assessment_publications p
        WHERE p.with_round_id IS NULL AND p.round_id IN (near.before_id, near.after_id) ORDER BY p.round_id, p.seq DESC),
      both_years AS (SELECT n.actor_id FROM latest l JOIN public.assessment_publication_parts n ON n.publication_id = l.id
        GROUP BY n.actor_id HAVING count(DISTINCT l.round_id) = 2)
    INSERT INTO public.assessment_publication_parts (publication_id, actor_id, sub_capability_id, fulfilled, partly, not_fulfilled, not_applicable)
      SELECT CASE WHEN l.round_id = near.before_id THEN earlier ELSE later END, n.actor_id, n.sub_capability_id, n.fulfilled, n.partly, n.not_fulfilled, n.not_applicable
      FROM latest l JOIN public.assessment_publication_parts n ON n.publication_id = l.id JOIN both_years s ON s.actor_id = n.actor_id;
    -- One half alone would be a sum of its own beside the region's.
    IF NOT public.assessment_publication_settle(earlier) OR NOT public.assessment_publication_settle(later) THEN
      DELETE FROM public.assessment_publications WHERE id IN (earlier, later);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION assessment_round_publish(uuid) FROM PUBLIC;

-- Whoever closes a round publishes it: neither forgotten by a service nor done twice by another.
CREATE FUNCTION assessment_round_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.assessment_round_publish(NEW.id);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION assessment_round_closed() FROM PUBLIC;
CREATE TRIGGER assessment_rounds_publish AFTER UPDATE OF state ON assessment_rounds FOR EACH ROW
  WHEN (OLD.state IN ('prepared', 'open') AND NEW.state NOT IN ('prepared', 'open')) EXECUTE FUNCTION assessment_round_closed();

-- ── What may be read of it ──────────────────────────────────────────────────
DROP FUNCTION assessment_region(uuid, uuid, int);
-- The latest figures of a round, or with a second one of the actors that stand in both. A cell of fewer than the minimum is left out.
CREATE FUNCTION assessment_region(p_round uuid, p_with uuid) RETURNS TABLE (sub_capability_id uuid, actors int, published_at timestamptz, fulfilled int, partly int, not_fulfilled int, not_applicable int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH latest AS MATERIALIZED (SELECT p.id, p.published_at FROM public.assessment_publications p
      WHERE p.round_id = p_round AND p.with_round_id IS NOT DISTINCT FROM p_with ORDER BY p.seq DESC LIMIT 1),
    standing AS MATERIALIZED (SELECT n.* FROM latest l JOIN public.assessment_publication_parts n ON n.publication_id = l.id),
    total AS MATERIALIZED (SELECT count(DISTINCT n.actor_id)::int AS actors, public.assessment_region_minimum() AS least FROM standing n)
  SELECT n.sub_capability_id, t.actors, l.published_at, sum(n.fulfilled)::int, sum(n.partly)::int, sum(n.not_fulfilled)::int, sum(n.not_applicable)::int
  FROM standing n CROSS JOIN latest l CROSS JOIN total t WHERE t.actors >= t.least
  GROUP BY n.sub_capability_id, t.actors, t.least, l.published_at HAVING count(*) >= t.least
$$;
REVOKE ALL ON FUNCTION assessment_region(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_region(uuid, uuid) TO samverkan_app;

-- How many have signed: to the office as it is, to others as many as stand in what is published, NULL before that. Counted on as they sign,
-- it would say when somebody did.
CREATE OR REPLACE FUNCTION assessment_progress(p_round uuid) RETURNS TABLE (total int, submitted int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::int, CASE WHEN public.assessment_office() THEN count(*) FILTER (WHERE a.state = 'submitted')::int
      ELSE (SELECT max(g.actors) FROM public.assessment_region(p_round, NULL) g) END
  FROM public.assessments a WHERE a.round_id = p_round
$$;
CREATE OR REPLACE FUNCTION assessment_answer_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.assessment_answer_versions (assessment_id, indicator_id, version, actor_id, value, not_applicable, comment, saved_at, saved_by)
  VALUES (NEW.assessment_id, NEW.indicator_id, NEW.version, NEW.actor_id, NEW.value, NEW.not_applicable, NEW.comment, NEW.saved_at, NEW.saved_by);
  RETURN NULL;
END $$;

-- ── How many work on a gap, likewise ────────────────────────────────────────
-- Measures come when the round is over, one at a time: their numbers are published when enough actors have changed, not when a round closes.
CREATE TABLE measure_publications (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  round_id uuid NOT NULL REFERENCES assessment_rounds (id),
  sub_capability_id uuid NOT NULL REFERENCES capability_sub_capabilities (id)
);
CREATE INDEX measure_publications_gap ON measure_publications (round_id, sub_capability_id, seq);
CREATE TABLE measure_publication_parts (
  publication_id uuid NOT NULL REFERENCES measure_publications (id) ON DELETE CASCADE,
  actor_id uuid NOT NULL REFERENCES actors (id),
  measures int NOT NULL CHECK (measures > 0),
  PRIMARY KEY (publication_id, actor_id)
);

-- Publishes the number of one gap when at least the minimum of actors make it differ from the last and from every one that was shown before.
-- Of fewer actors than that nothing is shown: among such there is nothing to compare.
CREATE FUNCTION measures_publish(p_round uuid, p_sub_capability uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  least int := public.assessment_region_minimum();
  fresh uuid := gen_random_uuid();
  is_shown boolean;
BEGIN
  -- Two at the same second would each miss the other.
  PERFORM pg_advisory_xact_lock(hashtextextended(p_round::text || p_sub_capability::text, 0));
  INSERT INTO public.measure_publications (id, round_id, sub_capability_id) VALUES (fresh, p_round, p_sub_capability);
  INSERT INTO public.measure_publication_parts (publication_id, actor_id, measures)
    SELECT fresh, m.gap_actor_id, count(*) FROM public.measures m JOIN public.assessments a ON a.id = m.gap_assessment_id
    WHERE a.round_id = p_round AND m.gap_sub_capability_id = p_sub_capability AND m.state IN ('open', 'in_progress') GROUP BY m.gap_actor_id;
  SELECT count(*) >= least INTO is_shown FROM public.measure_publication_parts n WHERE n.publication_id = fresh;
  IF EXISTS (
    SELECT FROM (
      SELECT p.seq = max(p.seq) OVER () AS is_last, (SELECT count(*) FROM public.measure_publication_parts o WHERE o.publication_id = p.id) >= least AS was_shown,
        (SELECT count(*) FROM (SELECT * FROM public.measure_publication_parts WHERE publication_id = p.id) o
          FULL JOIN (SELECT * FROM public.measure_publication_parts WHERE publication_id = fresh) n USING (actor_id)
          WHERE o.measures IS DISTINCT FROM n.measures) AS changed
      FROM public.measure_publications p WHERE p.round_id = p_round AND p.sub_capability_id = p_sub_capability AND p.id <> fresh) e
    WHERE CASE WHEN e.was_shown THEN e.changed < least AND (e.changed > 0 OR e.is_last) ELSE e.is_last AND NOT is_shown END)
    OR NOT (is_shown OR EXISTS (SELECT FROM public.measure_publications p WHERE p.round_id = p_round AND p.sub_capability_id = p_sub_capability AND p.id <> fresh)) THEN
    DELETE FROM public.measure_publications WHERE id = fresh;
  END IF;
END $$;
REVOKE ALL ON FUNCTION measures_publish(uuid, uuid) FROM PUBLIC;

CREATE FUNCTION measure_of_gap_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.measures_publish(a.round_id, NEW.gap_sub_capability_id) FROM public.assessments a WHERE a.id = NEW.gap_assessment_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION measure_of_gap_changed() FROM PUBLIC;
CREATE TRIGGER measures_publish AFTER INSERT OR UPDATE OF state ON measures FOR EACH ROW
  WHEN (NEW.gap_assessment_id IS NOT NULL) EXECUTE FUNCTION measure_of_gap_changed();

DROP FUNCTION measures_region(uuid, int);
CREATE FUNCTION measures_region(p_round uuid) RETURNS TABLE (sub_capability_id uuid, measures int, actors int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.sub_capability_id, sum(n.measures)::int, count(*)::int
  FROM (SELECT DISTINCT ON (p.sub_capability_id) p.id, p.sub_capability_id FROM public.measure_publications p WHERE p.round_id = p_round ORDER BY p.sub_capability_id, p.seq DESC) l
  JOIN public.measure_publication_parts n ON n.publication_id = l.id
  GROUP BY l.sub_capability_id HAVING count(*) >= public.assessment_region_minimum()
$$;
REVOKE ALL ON FUNCTION measures_region(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION measures_region(uuid) TO samverkan_app;

-- ── What is there already ───────────────────────────────────────────────────
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT r.id FROM assessment_rounds r WHERE r.state NOT IN ('prepared', 'open') ORDER BY r.year LOOP
    PERFORM assessment_round_publish(one.id);
  END LOOP;
  FOR one IN SELECT DISTINCT a.round_id, m.gap_sub_capability_id AS sub FROM measures m JOIN assessments a ON a.id = m.gap_assessment_id LOOP
    PERFORM measures_publish(one.round_id, one.sub);
  END LOOP;
END $$;
