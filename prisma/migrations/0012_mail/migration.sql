-- General mail through the outbox, and who has asked for which.

-- Who a message is for, when that is a person with an account; the one-time link it carries, as an id that only the worker's key makes a
-- link of; and what makes a repeated order the same order.
ALTER TABLE outbox_messages DROP CONSTRAINT outbox_messages_purpose_check;
ALTER TABLE outbox_messages ADD CONSTRAINT outbox_messages_purpose_check
  CHECK (purpose IN ('call_out', 'invitation', 'reset', 'account', 'notice', 'situational_picture', 'meeting', 'measure'));
ALTER TABLE outbox_messages ADD COLUMN user_id uuid REFERENCES users (id);
ALTER TABLE outbox_messages ADD COLUMN link_id uuid;
ALTER TABLE outbox_messages ADD COLUMN link_key_version int;
ALTER TABLE outbox_messages ADD COLUMN order_key text UNIQUE CHECK (order_key <> '' AND length(order_key) <= 200);
ALTER TABLE outbox_messages ADD CONSTRAINT outbox_messages_link
  CHECK ((link_id IS NULL) = (link_key_version IS NULL) AND (link_id IS NULL OR purpose IN ('invitation', 'reset')));
CREATE INDEX outbox_messages_purpose ON outbox_messages (purpose, created_at DESC) WHERE purpose <> 'call_out';
CREATE INDEX outbox_messages_link ON outbox_messages (link_id) WHERE link_id IS NOT NULL;

-- Mail is ordered on behalf of somebody who may not see the receiver: an actor's change is told to another actor's people, and a new
-- password is asked for by nobody at all. Through here the message can be written, and still only be read by its own.
CREATE FUNCTION outbox_queue_mail(p_messages jsonb, p_at timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE queued uuid[];
BEGIN
  WITH written AS (
    INSERT INTO outbox_messages (id, purpose, incident_id, actor_id, user_id, channel, destination, subject, body, max_attempts, next_at, give_up_at, created_at, order_key, link_id, link_key_version)
    SELECT m.id, m.purpose, m."incidentId", m."actorId", m."userId", 'email', m.destination, m.subject, m.body, m."maxAttempts", p_at, m."giveUpAt", p_at, m.key, m."linkId", m."linkKeyVersion"
    FROM jsonb_to_recordset(p_messages) AS m(id uuid, purpose text, "incidentId" uuid, "actorId" uuid, "userId" uuid, destination text, subject text, body text,
      "maxAttempts" int, "giveUpAt" timestamptz, key text, "linkId" uuid, "linkKeyVersion" int)
    WHERE m.purpose <> 'call_out'
    ON CONFLICT (order_key) DO NOTHING RETURNING id)
  SELECT array_agg(id) INTO queued FROM written;
  PERFORM outbox_enqueue(coalesce(queued, '{}'));
  RETURN coalesce(cardinality(queued), 0);
END $$;
REVOKE ALL ON FUNCTION outbox_queue_mail(jsonb, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbox_queue_mail(jsonb, timestamptz) TO samverkan_app, samverkan_worker;

-- ── What a person has asked to be told ──────────────────────────────────────
CREATE TABLE user_subscriptions (
  user_id uuid NOT NULL REFERENCES users (id),
  topic text NOT NULL CHECK (topic IN ('situational-pictures', 'meetings', 'measures', 'notices')),
  channel text NOT NULL DEFAULT 'email' CHECK (channel IN ('email')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, topic, channel)
);
GRANT SELECT, INSERT, DELETE ON user_subscriptions TO samverkan_app;
ALTER TABLE user_subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON user_subscriptions TO samverkan_app USING (user_id = (SELECT app_user()));

-- Those to write to now: active, with a function, and not ended in the meantime. Who they are is for the worker's letters, not for a screen.
CREATE FUNCTION user_subscribers(p_topic text, p_at timestamptz) RETURNS TABLE (user_id uuid, actor_id uuid, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.actor_id, a.email::text FROM user_subscriptions s JOIN users u ON u.id = s.user_id JOIN user_accounts a ON a.user_id = u.id
  WHERE s.topic = p_topic AND s.channel = 'email' AND u.status = 'active'
    AND EXISTS (SELECT FROM user_functions f WHERE f.user_id = u.id AND f.valid_from <= p_at AND (f.valid_to IS NULL OR f.valid_to > p_at))
  ORDER BY a.email
$$;
REVOKE ALL ON FUNCTION user_subscribers(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_subscribers(text, timestamptz) TO samverkan_app, samverkan_worker;
