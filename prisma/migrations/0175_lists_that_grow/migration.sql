-- Lists cost after ten years what they cost on the first day when each begins in an index that has its order, and stops when its page is full.

-- What goes on before what has ended, and what is real before what is practised; the one that ended last.
CREATE INDEX incidents_standing ON incidents ((CASE WHEN state <> 'open' THEN 0 WHEN is_exercise THEN 1 ELSE 2 END) DESC, opened_at DESC, id DESC);
CREATE INDEX incidents_ended ON incidents (closed_at DESC, id) WHERE state = 'closed';

-- The open ones by due date, then those that have ended, the newest first: one number in one order.
CREATE FUNCTION measure_place(p_state text, p_due_on date, p_ended_at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN p_state IN ('open', 'in_progress') THEN (p_due_on - DATE '2000-01-01')::bigint
  ELSE 100000000000 - extract(epoch FROM p_ended_at - TIMESTAMPTZ '1970-01-01 00:00:00+00')::bigint END;
REVOKE ALL ON FUNCTION measure_place(text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION measure_place(text, date, timestamptz) TO samverkan_app;
CREATE INDEX measures_place ON measures (measure_place(state, due_on, ended_at), id);
CREATE INDEX measures_open_due ON measures (due_on) WHERE state IN ('open', 'in_progress');
CREATE INDEX measures_owner ON measures (owner_actor_id) WHERE owner_actor_id IS NOT NULL;

-- The chain where something was published last comes first.
ALTER TABLE situational_pictures ADD COLUMN touched_at timestamptz;
UPDATE situational_pictures p SET touched_at = coalesce((SELECT max(v.published_at) FROM situational_picture_versions v WHERE v.picture_id = p.id), p.opened_at);
ALTER TABLE situational_pictures ALTER COLUMN touched_at SET NOT NULL;
CREATE INDEX situational_pictures_touched ON situational_pictures (touched_at DESC, id DESC);
CREATE FUNCTION situational_picture_begun() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.touched_at := coalesce(NEW.touched_at, NEW.opened_at);
  RETURN NEW;
END $$;
CREATE FUNCTION situational_picture_touched() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.situational_pictures SET touched_at = NEW.published_at WHERE id = NEW.picture_id AND touched_at < NEW.published_at;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION situational_picture_begun(), situational_picture_touched() FROM PUBLIC;
CREATE TRIGGER situational_pictures_begun BEFORE INSERT ON situational_pictures FOR EACH ROW EXECUTE FUNCTION situational_picture_begun();
CREATE TRIGGER situational_picture_versions_touch AFTER INSERT ON situational_picture_versions FOR EACH ROW EXECUTE FUNCTION situational_picture_touched();

CREATE INDEX outbox_messages_state ON outbox_messages (state, created_at DESC, id DESC);
CREATE INDEX users_by_name ON users (name, id);
-- Everything that was noted in a meeting, for whoever looks for it by its words.
CREATE INDEX meeting_notes_meeting ON meeting_notes (meeting_id);
