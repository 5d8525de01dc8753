-- A reported line taken back: kept, and told to be so. And how a lägesbild was spread, told anew until the next one comes.

CREATE TABLE situational_picture_report_withdrawals (
  line_id uuid PRIMARY KEY,
  actor_id uuid NOT NULL,
  picture_id uuid NOT NULL,
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  withdrawn_at timestamptz NOT NULL,
  withdrawn_by uuid NOT NULL REFERENCES users (id),
  function_code text REFERENCES functions (code),
  FOREIGN KEY (line_id, actor_id, picture_id) REFERENCES situational_picture_report_lines (id, actor_id, picture_id),
  UNIQUE (line_id, actor_id, picture_id)
);

-- What was said at the acknowledgement stands there; each later word is a row of its own.
CREATE TABLE situational_picture_acknowledgement_notes (
  version_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 1),
  note text NOT NULL CHECK (length(note) <= 500),
  noted_at timestamptz NOT NULL,
  noted_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (version_id, actor_id, version),
  FOREIGN KEY (version_id, actor_id) REFERENCES situational_picture_acknowledgements (version_id, actor_id)
);

CREATE TRIGGER situational_picture_report_withdrawals_append_only BEFORE UPDATE OR DELETE ON situational_picture_report_withdrawals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER situational_picture_acknowledgement_notes_append_only BEFORE UPDATE OR DELETE ON situational_picture_acknowledgement_notes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Whoever writes: with the next version out, what was said of the one before stands.
CREATE FUNCTION situational_picture_note_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM situational_picture_versions v JOIN situational_picture_versions n ON n.picture_id = v.picture_id AND n.number > v.number WHERE v.id = NEW.version_id) THEN
    RAISE EXCEPTION 'a later version than % is published', NEW.version_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER situational_picture_acknowledgement_notes_guard BEFORE INSERT ON situational_picture_acknowledgement_notes
  FOR EACH ROW EXECUTE FUNCTION situational_picture_note_guard();

GRANT SELECT, INSERT ON situational_picture_report_withdrawals, situational_picture_acknowledgement_notes TO samverkan_app;
GRANT SELECT ON situational_picture_report_withdrawals, situational_picture_acknowledgement_notes TO samverkan_worker;

-- Of one actor, as the rows they speak of: itself and those who see the region; written by the actor, signed by the person.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['report_withdrawals', 'acknowledgement_notes'] LOOP
    EXECUTE format('ALTER TABLE situational_picture_%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_or_region ON situational_picture_%s FOR SELECT TO samverkan_app USING ((SELECT app_scope()) = ''region'' OR ((SELECT app_scope()) = ''actor'' AND actor_id = (SELECT app_actor())))', t);
    EXECUTE format('CREATE POLICY worker_all ON situational_picture_%s TO samverkan_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
CREATE POLICY own_inserts ON situational_picture_report_withdrawals FOR INSERT TO samverkan_app
  WITH CHECK (actor_id = (SELECT app_actor()) AND withdrawn_by = (SELECT app_user()));
CREATE POLICY own_inserts ON situational_picture_acknowledgement_notes FOR INSERT TO samverkan_app
  WITH CHECK (actor_id = (SELECT app_actor()) AND noted_by = (SELECT app_user()));
-- What was taken down may be taken back by the duty officer too, whoever is on duty then.
CREATE POLICY leader_withdraws ON situational_picture_report_withdrawals FOR INSERT TO samverkan_app WITH CHECK (
  (SELECT picture_leader()) AND withdrawn_by = (SELECT app_user()) AND EXISTS (SELECT FROM situational_picture_report_lines l
    JOIN situational_picture_reports r ON r.id = l.report_id WHERE l.id = line_id AND r.means IS NOT NULL));
