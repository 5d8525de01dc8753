-- A log-in ends the session that the same browser had, and with it the one that was to take it over but whose token never came back:
-- nobody would see that one in the list of their sessions, and it would live to the end of its time.
CREATE OR REPLACE FUNCTION log_in_begin(p_id uuid, p_token_hash bytea, p_user uuid, p_user_function uuid, p_user_agent text, p_at timestamptz, p_expires_at timestamptz,
  p_via text, p_replaced uuid, p_replaced_user uuid, p_forgotten bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.user', p_user::text, true), set_config('app.actor', coalesce(f.actor_id::text, ''), true),
    set_config('app.function', f.function_code, true) FROM user_functions f WHERE f.id = p_user_function AND f.user_id = p_user;
  IF NOT FOUND THEN RAISE EXCEPTION 'nobody holds the function %', p_user_function USING ERRCODE = 'no_data_found'; END IF;
  IF p_forgotten IS NOT NULL THEN DELETE FROM user_login_throttles WHERE key = p_forgotten; END IF;
  IF p_replaced IS NOT NULL THEN
    UPDATE user_sessions SET ended_at = p_at, end_reason = 'replaced' WHERE (id = p_replaced OR takes_over = p_replaced) AND user_id = p_replaced_user AND ended_at IS NULL;
  END IF;
  INSERT INTO user_sessions (id, token_hash, user_id, user_function_id, user_agent, created_at, last_seen_at, expires_at)
    VALUES (p_id, p_token_hash, p_user, p_user_function, p_user_agent, p_at, p_at, p_expires_at);
  RETURN journal_append(p_at, 'sessions.started', 'session', p_id, NULL, NULL, '{}', jsonb_build_object('via', p_via), NULL);
END $$;
