-- When the tick of a roll was made or taken back, whichever came last: what was done before it, and arrives after it, changes nothing.
ALTER TABLE activation_actors ADD COLUMN ticked_at timestamptz;
UPDATE activation_actors SET ticked_at = connected_at WHERE connected_at IS NOT NULL;

-- Fewer than three actors could be told apart in a total (docs/adr/0017): that holds whatever the API asks for.
CREATE OR REPLACE FUNCTION setting_save(p_id uuid, p_version int, p_value jsonb, p_at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept public.settings;
BEGIN
  PERFORM public.viewer_must(public.viewer_is_proven() AND current_setting('app.function', true) = 'system-admin', 'change settings');
  SELECT * INTO kept FROM public.settings s WHERE s.id = p_id FOR UPDATE;
  IF kept.version IS DISTINCT FROM p_version THEN RETURN false; END IF;
  IF jsonb_typeof(kept.value) <> jsonb_typeof(p_value) OR jsonb_typeof(p_value) NOT IN ('number', 'string')
    OR (jsonb_typeof(p_value) = 'number'
      AND (p_value #>> '{}')::numeric NOT BETWEEN CASE kept.key WHEN 'assessment_region_minimum' THEN 3 ELSE 1 END AND 1440)
    OR (jsonb_typeof(p_value) = 'string' AND length(p_value #>> '{}') > 60) THEN
    RAISE EXCEPTION 'no value of that setting' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.settings SET value = p_value, version = version + 1, updated_at = p_at WHERE settings.id = p_id;
  RETURN true;
END $$;
