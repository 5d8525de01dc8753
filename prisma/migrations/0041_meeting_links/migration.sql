-- What a meeting brings about in other features: measures from its items, and the weekly lägesbild.

ALTER TABLE measures ADD COLUMN meeting_id uuid REFERENCES meetings (id);
ALTER TABLE measures ADD COLUMN agenda_item_id uuid;
ALTER TABLE measures ADD CONSTRAINT measures_item_of_meeting FOREIGN KEY (agenda_item_id, meeting_id) REFERENCES meeting_items (id, meeting_id);
ALTER TABLE measures ADD CONSTRAINT measures_of_meeting CHECK (meeting_id IS NULL OR (incident_id IS NULL AND gap_actor_id IS NULL));
ALTER TABLE measures ADD CONSTRAINT measures_item_needs_meeting CHECK (agenda_item_id IS NULL OR meeting_id IS NOT NULL);
CREATE INDEX measures_meeting ON measures (meeting_id) WHERE meeting_id IS NOT NULL;

-- It keeps its meeting as it keeps its other origins (0020).
CREATE FUNCTION measure_keeps_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a measure keeps its origin' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER measures_keep_meeting BEFORE UPDATE ON measures FOR EACH ROW
  WHEN ((NEW.meeting_id, NEW.agenda_item_id) IS DISTINCT FROM (OLD.meeting_id, OLD.agenda_item_id)) EXECUTE FUNCTION measure_keeps_meeting();

-- One weekly picture per meeting.
ALTER TABLE situational_pictures ADD COLUMN meeting_id uuid UNIQUE REFERENCES meetings (id);
ALTER TABLE situational_pictures ADD CONSTRAINT situational_pictures_of_meeting CHECK (meeting_id IS NULL OR kind = 'weekly');
