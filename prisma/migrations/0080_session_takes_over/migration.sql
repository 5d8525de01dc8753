-- A session that takes over another – somebody acts as another of their functions – ends it when it is first used, not when it is
-- issued: an answer that never reached the browser would otherwise have logged its owner out. Empty once that has happened.
ALTER TABLE user_sessions ADD COLUMN takes_over uuid REFERENCES user_sessions (id);
CREATE INDEX user_sessions_takes_over ON user_sessions (takes_over) WHERE takes_over IS NOT NULL;
