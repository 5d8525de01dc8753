-- An exercise stands in nobody's way: one that practises the Thursday conference at its own hour no longer keeps the real one from being
-- made, moved or held.
DROP INDEX meetings_once;
CREATE UNIQUE INDEX meetings_once ON meetings (forum_id, is_exercise, local_date, local_time) WHERE state <> 'cancelled';
