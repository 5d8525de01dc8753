-- What somebody at a meeting takes home, to come back about (2:1, P-02): a question has one owner, an actor, and a day. The answer comes
-- after the meeting and is a fact of its own: the documentation of the meeting does not change with it.
CREATE TABLE meeting_questions (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL,
  item_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  text text NOT NULL CHECK (text <> '' AND length(text) <= 500),
  due_on date NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by uuid NOT NULL REFERENCES users (id),
  FOREIGN KEY (item_id, meeting_id) REFERENCES meeting_items (id, meeting_id),
  FOREIGN KEY (meeting_id, actor_id) REFERENCES meeting_actors (meeting_id, actor_id),
  UNIQUE (id, actor_id)
);
CREATE INDEX meeting_questions_item ON meeting_questions (item_id, asked_at);
CREATE INDEX meeting_questions_actor ON meeting_questions (actor_id, due_on);
-- Noted while the meeting goes on and is written up, taken back until it is sent out, and never changed.
CREATE TRIGGER meeting_questions_guard BEFORE INSERT OR DELETE ON meeting_questions
  FOR EACH ROW EXECUTE FUNCTION meeting_part_guard('open', 'closed', 'documented');
CREATE TRIGGER meeting_questions_unchanged BEFORE UPDATE ON meeting_questions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE meeting_question_answers (
  question_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  text text NOT NULL CHECK (text <> '' AND length(text) <= 2000),
  answered_at timestamptz NOT NULL,
  answered_by uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (question_id, version),
  FOREIGN KEY (question_id, actor_id) REFERENCES meeting_questions (id, actor_id)
);
CREATE TRIGGER meeting_question_answers_append_only BEFORE UPDATE OR DELETE ON meeting_question_answers FOR EACH ROW EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, DELETE ON meeting_questions TO samverkan_app;
GRANT SELECT, INSERT ON meeting_question_answers TO samverkan_app;
-- Said at a meeting of all: every member reads it. Whoever runs the meeting notes the question, and the owner answers, or is written down as answering.
ALTER TABLE meeting_questions ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON meeting_questions FOR SELECT TO samverkan_app USING (app_scope() IN ('actor', 'region'));
CREATE POLICY region_asks ON meeting_questions FOR INSERT TO samverkan_app WITH CHECK (app_scope() = 'region');
CREATE POLICY region_takes_back ON meeting_questions FOR DELETE TO samverkan_app USING (app_scope() = 'region');
ALTER TABLE meeting_question_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON meeting_question_answers FOR SELECT TO samverkan_app USING (app_scope() IN ('actor', 'region'));
CREATE POLICY own_or_region_answers ON meeting_question_answers FOR INSERT TO samverkan_app WITH CHECK (actor_id = (SELECT app_actor()) OR app_scope() = 'region');
