-- A report that an actor gives by phone or Rakel, written down by the duty officer: the actor's own report, with who said it and how it came.

ALTER TABLE situational_picture_reports
  ADD COLUMN means text CHECK (means IN ('phone', 'rakel', 'other')),
  -- Who gave it, in the words of whoever took it down; empty when nobody caught the name.
  ADD COLUMN given_by text CHECK (length(given_by) <= 200 AND given_by !~ '[\x00-\x1f\x7f]'),
  ADD CONSTRAINT situational_picture_reports_taken_down CHECK ((means IS NULL) = (given_by IS NULL));

-- Copied into a version with the rest of the source.
ALTER TABLE situational_picture_version_lines
  ADD COLUMN source_means text,
  ADD COLUMN source_given_by text,
  ADD COLUMN source_function_code text REFERENCES functions (code);

-- Who leads the picture: the duty officer alone, whoever else sees the region.
CREATE FUNCTION picture_leader() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT app_scope() = 'region' AND coalesce(current_setting('app.function', true), '') = 'lst-tib' $$;
-- A report that this person has taken down: what is added to it belongs to its actor, and to nobody else's.
CREATE FUNCTION picture_taken_down_here(p_report_id uuid) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT picture_leader() AND EXISTS (SELECT FROM situational_picture_reports r WHERE r.id = p_report_id AND r.means IS NOT NULL AND r.reported_by = app_user()) $$;

-- What an actor reports itself came by no other means, and in nobody else's name.
DROP POLICY own_inserts ON situational_picture_reports;
CREATE POLICY own_inserts ON situational_picture_reports FOR INSERT TO samverkan_app
  WITH CHECK (actor_id = (SELECT app_actor()) AND reported_by = (SELECT app_user()) AND means IS NULL);
CREATE POLICY leader_takes_down ON situational_picture_reports FOR INSERT TO samverkan_app
  WITH CHECK ((SELECT picture_leader()) AND reported_by = (SELECT app_user()) AND means IS NOT NULL);
CREATE POLICY leader_takes_down ON situational_picture_report_lines FOR INSERT TO samverkan_app WITH CHECK (picture_taken_down_here(report_id));
CREATE POLICY leader_takes_down ON situational_picture_report_repeats FOR INSERT TO samverkan_app WITH CHECK (picture_taken_down_here(report_id));
