-- The session of somebody who has just proved who they are, and its journal row, in one statement of its own: nothing is decided between
-- its parts, and everybody waits for it after the hash (docs/adr/0009). From its first line on the transaction is that person's.
CREATE FUNCTION log_in_begin(p_id uuid, p_token_hash bytea, p_user uuid, p_user_function uuid, p_user_agent text, p_at timestamptz, p_expires_at timestamptz,
  p_via text, p_replaced uuid, p_replaced_user uuid, p_forgotten bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE held user_functions;
BEGIN
  SELECT * INTO STRICT held FROM user_functions f WHERE f.id = p_user_function AND f.user_id = p_user;
  PERFORM set_config('app.user', p_user::text, true), set_config('app.actor', coalesce(held.actor_id::text, ''), true),
    set_config('app.function', held.function_code, true);
  IF p_forgotten IS NOT NULL THEN DELETE FROM user_login_throttles WHERE key = p_forgotten; END IF;
  IF p_replaced IS NOT NULL THEN
    UPDATE user_sessions SET ended_at = p_at, end_reason = 'replaced' WHERE id = p_replaced AND user_id = p_replaced_user AND ended_at IS NULL;
  END IF;
  INSERT INTO user_sessions (id, token_hash, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at)
    VALUES (p_id, p_token_hash, p_user, p_user_function, p_user_agent, p_at, p_at, p_expires_at);
  UPDATE users SET last_login_at = p_at WHERE id = p_user;
  RETURN journal_append(p_at, 'sessions.started', 'session', p_id, NULL, NULL, '{}', jsonb_build_object('via', p_via), NULL);
END $$;
REVOKE ALL ON FUNCTION log_in_begin(uuid, bytea, uuid, uuid, text, timestamptz, timestamptz, text, uuid, uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_in_begin(uuid, bytea, uuid, uuid, text, timestamptz, timestamptz, text, uuid, uuid, bytea) TO samverkan_app;

-- The address as it is written in the account comes with it: what else a log-in shows stands in tables that everybody may read.
DROP FUNCTION log_in_look_up(citext, bytea[], timestamptz);
CREATE FUNCTION log_in_look_up(p_email citext, p_keys bytea[], p_at timestamptz,
  OUT blocked_seconds int, OUT has_failed boolean, OUT user_id uuid, OUT email text, OUT password_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN
  SELECT greatest(coalesce(ceil(max(extract(epoch FROM t.blocked_until - p_at))), 0), 0)::int, count(*) > 0
    INTO blocked_seconds, has_failed FROM user_login_throttles t WHERE t.key = ANY (p_keys);
  SELECT a.user_id, a.email::text, a.password_hash INTO user_id, email, password_hash FROM user_accounts a WHERE a.email = p_email;
END $$;
REVOKE ALL ON FUNCTION log_in_look_up(citext, bytea[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_in_look_up(citext, bytea[], timestamptz) TO samverkan_app;
