-- What the portal itself has chosen – limits that no source states, reminders, the duty officer's number – is changed in the portal, by
-- whoever administers it, on the version that was on the screen.

ALTER TABLE settings ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE, ADD COLUMN version int NOT NULL DEFAULT 1 CHECK (version > 0);
-- Of the limit alone: nothing else about a forum is changed in the portal.
ALTER TABLE forums ADD COLUMN late_after_version int NOT NULL DEFAULT 1 CHECK (late_after_version > 0);
REVOKE UPDATE ON forums FROM samverkan_app;
REVOKE UPDATE (late_after_minutes, updated_at) ON forums FROM samverkan_app;

-- False when somebody else was first. What a value may be stands in the domain; here stands what no mistake in the API may undo.
CREATE FUNCTION setting_save(p_id uuid, p_version int, p_value jsonb, p_at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept public.settings;
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND current_setting('app.function', true) = 'system-admin', 'change settings');
  SELECT * INTO kept FROM public.settings s WHERE s.id = p_id FOR UPDATE;
  IF kept.version IS DISTINCT FROM p_version THEN RETURN false; END IF;
  IF jsonb_typeof(kept.value) <> jsonb_typeof(p_value) OR (jsonb_typeof(p_value) = 'number' AND (p_value #>> '{}')::numeric NOT BETWEEN 1 AND 1440)
    OR (jsonb_typeof(p_value) = 'string' AND length(p_value #>> '{}') > 60) OR jsonb_typeof(p_value) NOT IN ('number', 'string') THEN
    RAISE EXCEPTION 'no value of that setting' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.settings SET value = p_value, version = version + 1, updated_at = p_at WHERE settings.id = p_id;
  RETURN true;
END $$;

-- A limit that the model states is not the portal's to change.
CREATE FUNCTION forum_late_after_save(p_id uuid, p_version int, p_minutes int, p_at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND current_setting('app.function', true) = 'system-admin', 'change settings');
  UPDATE public.forums SET late_after_minutes = p_minutes, late_after_version = late_after_version + 1, updated_at = p_at
    WHERE forums.id = p_id AND late_after_version = p_version AND late_after_minutes IS NOT NULL AND coalesce(response_minutes, 0) = 0;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION setting_save(uuid, int, jsonb, timestamptz), forum_late_after_save(uuid, int, int, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION setting_save(uuid, int, jsonb, timestamptz), forum_late_after_save(uuid, int, int, timestamptz) TO samverkan_app;
