-- Users: invitations that can be sent again and withdrawn, and sessions that end with what they stood on.

ALTER TABLE user_invitations ADD COLUMN created_by uuid REFERENCES users (id);
ALTER TABLE user_invitations ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE user_invitations ADD CONSTRAINT user_invitations_whose CHECK ((purpose = 'first_admin') = (user_id IS NULL));
CREATE INDEX user_invitations_user ON user_invitations (user_id, created_at DESC) WHERE user_id IS NOT NULL;

ALTER TABLE user_sessions DROP CONSTRAINT user_sessions_end_reason_check;
ALTER TABLE user_sessions ADD CONSTRAINT user_sessions_end_reason_check CHECK (end_reason IN ('log_out', 'replaced', 'ended_by_user', 'ended_by_admin',
  'idle', 'expired', 'disabled', 'function_ended', 'password_changed'));

-- A person without a log-in is invited or a contact; whoever is only invited has no password yet.
ALTER TABLE users ADD CONSTRAINT users_name_one_line CHECK (name !~ '[\x00-\x1f\x7f]' AND length(name) <= 200);

-- What is to be asked of a link is asked before anybody is known; otherwise an invitation is its own actor's and the region's to see.
ALTER TABLE user_invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_region ON user_invitations TO samverkan_app USING (app_scope() IN ('region', 'system') OR user_id = (SELECT app_user())
  OR (app_scope() = 'actor' AND EXISTS (SELECT FROM users u WHERE u.id = user_id AND u.actor_id = (SELECT app_actor()))));
