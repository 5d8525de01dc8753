-- Whoever answers by the link of a letter has the letter: what the mail server never told us, or told a worker that was killed before it
-- could write it down, is known from then on. An attempt moves forward only; a message that was to be sent again is not.
CREATE FUNCTION answer_link_received(p_token_hash bytea, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE letter uuid;
BEGIN
  -- The attempt before its message, as the worker takes them: two that meet wait for each other, never in a circle.
  UPDATE outbox_attempts SET state = 'delivered', finished_at = coalesce(finished_at, p_at)
    WHERE token_hash = p_token_hash AND state IN ('sending', 'unknown', 'sent') RETURNING message_id INTO letter;
  UPDATE outbox_messages SET state = 'delivered', next_at = NULL
    WHERE id = letter AND purpose = 'call_out' AND state IN ('queued', 'sending', 'unknown', 'sent', 'cancelled');
END $$;
REVOKE ALL ON FUNCTION answer_link_received(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_link_received(bytea, timestamptz) TO samverkan_app;
