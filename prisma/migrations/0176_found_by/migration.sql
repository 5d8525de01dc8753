-- Whatever is looked for by its words keeps them folded beside it, and an index of every three letters of them, so that a rare word in a hundred
-- thousand letters is found without reading them.

-- The parts, folded, with what keeps the end of one from meeting the beginning of the next. The same text gives the same answer for as long as the
-- dictionary of accents is Postgres' own, which is what IMMUTABLE promises here: a generated column asks for it.
CREATE FUNCTION search_kept(VARIADIC p_parts text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN public.search_fold(pg_catalog.array_to_string(p_parts, '|'));
END $$;
-- 2026-12-03 and vecka 49, as a person types them; whatever the session's date style.
CREATE FUNCTION search_day(p_day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN extract(year FROM p_day)::int::text || '-' || lpad(extract(month FROM p_day)::int::text, 2, '0') || '-' || lpad(extract(day FROM p_day)::int::text, 2, '0')
    || '|vecka ' || extract(week FROM p_day)::int::text;

ALTER TABLE actors ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(name, short_name, code, scb_code)) STORED;
ALTER TABLE forums ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(name_sv, name_en, code)) STORED;
ALTER TABLE functions ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(name_sv, name_en, short_sv)) STORED;
ALTER TABLE users ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(name)) STORED;
ALTER TABLE user_accounts ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(email::text)) STORED;
GRANT SELECT (found_by) ON user_accounts TO samverkan_app;
ALTER TABLE incidents ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(code, title, description)) STORED;
ALTER TABLE measures ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(title, description)) STORED;
ALTER TABLE meetings ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(title, code, place, search_day(local_date))) STORED;
ALTER TABLE meeting_items ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(title)) STORED;
ALTER TABLE meeting_notes ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(text)) STORED;
ALTER TABLE outbox_messages ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(destination, subject)) STORED;
ALTER TABLE situational_pictures ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(title)) STORED;
ALTER TABLE situational_picture_versions ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(summary)) STORED;
ALTER TABLE situational_picture_version_lines ADD COLUMN found_by text NOT NULL GENERATED ALWAYS AS (search_kept(text)) STORED;

CREATE INDEX incidents_found_by ON incidents USING gin (found_by gin_trgm_ops);
CREATE INDEX measures_found_by ON measures USING gin (found_by gin_trgm_ops);
CREATE INDEX meetings_found_by ON meetings USING gin (found_by gin_trgm_ops);
CREATE INDEX meeting_items_found_by ON meeting_items USING gin (found_by gin_trgm_ops);
CREATE INDEX meeting_notes_found_by ON meeting_notes USING gin (found_by gin_trgm_ops);
CREATE INDEX outbox_messages_found_by ON outbox_messages USING gin (found_by gin_trgm_ops);
CREATE INDEX outbox_messages_user ON outbox_messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX outbox_messages_actor ON outbox_messages (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX situational_pictures_found_by ON situational_pictures USING gin (found_by gin_trgm_ops);
CREATE INDEX situational_picture_versions_found_by ON situational_picture_versions USING gin (found_by gin_trgm_ops);
CREATE INDEX situational_picture_version_lines_found_by ON situational_picture_version_lines USING gin (found_by gin_trgm_ops);

-- Where to look: the ids of one kind that have the word which says most, whoever may see them. The rules of sight keep an index on words from
-- being used, because LIKE might tell what it was asked about; so the index is asked here, and whoever calls reads the rows themselves, with their
-- own right, and asks each for every word. NULL: more than p_most have it, or it is too short for an index; then the rows are read in their order.
CREATE FUNCTION search_ids(p_kind text, p_patterns text[], p_most int) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  word text;
  owners uuid[];
  persons uuid[];
  ids uuid[];
BEGIN
  SELECT p INTO word FROM unnest(p_patterns) p
    WHERE p ~ '[[:alnum:]]{3}' ORDER BY (SELECT max(length(part)) FROM regexp_split_to_table(p, '[^[:alnum:]]+') part) DESC, p LIMIT 1;
  IF word IS NULL THEN RETURN NULL; END IF;
  CASE p_kind
    WHEN 'incident' THEN
      SELECT array_agg(x.id) INTO ids FROM (SELECT i.id FROM public.incidents i WHERE i.found_by LIKE word LIMIT p_most + 1) x;
    WHEN 'measure' THEN
      owners := ARRAY(SELECT a.id FROM public.actors a WHERE a.found_by LIKE word);
      SELECT array_agg(x.id) INTO ids FROM (SELECT m.id FROM public.measures m WHERE m.found_by LIKE word OR m.owner_actor_id = ANY (owners) LIMIT p_most + 1) x;
    WHEN 'meeting' THEN
      owners := ARRAY(SELECT f.id FROM public.forums f WHERE f.found_by LIKE word);
      SELECT array_agg(x.id) INTO ids FROM (
        SELECT m.id FROM public.meetings m WHERE m.found_by LIKE word OR m.forum_id = ANY (owners)
        UNION SELECT i.meeting_id FROM public.meeting_items i WHERE i.found_by LIKE word AND NOT i.is_proposal
        UNION SELECT n.meeting_id FROM public.meeting_notes n WHERE n.found_by LIKE word LIMIT p_most + 1) x;
    WHEN 'message' THEN
      owners := ARRAY(SELECT a.id FROM public.actors a WHERE a.found_by LIKE word);
      persons := ARRAY(SELECT u.id FROM public.users u WHERE u.found_by LIKE word);
      SELECT array_agg(x.id) INTO ids FROM (SELECT m.id FROM public.outbox_messages m
        WHERE m.found_by LIKE word OR m.actor_id = ANY (owners) OR m.user_id = ANY (persons) LIMIT p_most + 1) x;
    WHEN 'picture' THEN
      SELECT array_agg(x.id) INTO ids FROM (
        SELECT p.id FROM public.situational_pictures p WHERE p.found_by LIKE word
        UNION SELECT v.picture_id FROM public.situational_picture_versions v WHERE v.found_by LIKE word
        UNION SELECT v.picture_id FROM public.situational_picture_version_lines l JOIN public.situational_picture_versions v ON v.id = l.version_id WHERE l.found_by LIKE word
        LIMIT p_most + 1) x;
    ELSE RAISE EXCEPTION 'nothing of the kind % is looked for', p_kind USING ERRCODE = '22023';
  END CASE;
  RETURN CASE WHEN cardinality(ids) > p_most THEN NULL ELSE coalesce(ids, '{}') END;
END $$;
REVOKE ALL ON FUNCTION search_kept(VARIADIC text[]), search_day(date), search_ids(text, text[], int) FROM PUBLIC;
-- Who writes a row makes the column.
GRANT EXECUTE ON FUNCTION search_kept(VARIADIC text[]), search_day(date) TO samverkan_app, samverkan_worker;
GRANT EXECUTE ON FUNCTION search_fold(text) TO samverkan_worker;
GRANT EXECUTE ON FUNCTION search_ids(text, text[], int) TO samverkan_app;
