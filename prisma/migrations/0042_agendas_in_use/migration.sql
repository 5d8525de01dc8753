-- A note or an outcome makes an agenda the meeting's own, as a change of its items does: a new template no longer replaces it.
CREATE FUNCTION meeting_agenda_is_untouched(p_meeting uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM meetings m WHERE m.id = p_meeting AND m.state = 'planned' AND m.agenda_version = 1)
    AND NOT EXISTS (SELECT FROM meeting_notes n WHERE n.meeting_id = p_meeting)
    AND NOT EXISTS (SELECT FROM meeting_items i WHERE i.meeting_id = p_meeting AND (i.outcome_version > 0 OR i.began_at IS NOT NULL))
$$;
CREATE OR REPLACE FUNCTION meeting_fill_agenda(p_meeting uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT meeting_agenda_is_untouched(p_meeting) THEN
    RETURN;
  END IF;
  DELETE FROM meeting_items WHERE meeting_id = p_meeting;
  INSERT INTO meeting_items (id, meeting_id, seq, title, kind, minutes, is_proposal)
  SELECT gen_random_uuid(), m.id, i.seq, i.title, i.kind, i.minutes, t.is_proposal
  FROM meetings m JOIN meeting_templates t ON t.forum_id = m.forum_id JOIN meeting_template_items i ON i.forum_id = t.forum_id WHERE m.id = p_meeting;
END $$;
GRANT SELECT ON meeting_notes TO samverkan_worker;
