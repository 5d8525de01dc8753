-- The wall decides, the instant follows (A-32), and in the night of spring there is an hour when the wall shows nothing: nobody can meet then.
-- What was planned to it was held, or would have been, at the instant that Postgres made of it: the wall says so from now on.
UPDATE meetings m SET local_time = (m.starts_at AT TIME ZONE 'Europe/Stockholm')::time
WHERE (m.starts_at AT TIME ZONE 'Europe/Stockholm') <> m.local_date + m.local_time
  AND NOT EXISTS (SELECT FROM meetings o WHERE o.forum_id = m.forum_id AND o.local_date = m.local_date AND o.state <> 'cancelled'
    AND o.local_time = (m.starts_at AT TIME ZONE 'Europe/Stockholm')::time);
-- Rows that the line above could not mend stay as they are.
ALTER TABLE meetings ADD CONSTRAINT meetings_on_the_wall
  CHECK (((local_date + local_time) AT TIME ZONE 'Europe/Stockholm') AT TIME ZONE 'Europe/Stockholm' = local_date + local_time) NOT VALID;
