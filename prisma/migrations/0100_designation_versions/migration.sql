-- Two in the office who correct a designation at the same time, or one of whom ends it, must not write over each other. The number runs on
-- through everything an actor's designation of one kind has been, ended and made anew, so that nothing older is ever taken for the latest.
ALTER TABLE actor_designations ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
UPDATE actor_designations d SET version = n.version
  FROM (SELECT id, row_number() OVER (PARTITION BY actor_id, kind ORDER BY valid_to NULLS LAST, valid_from, id) AS version FROM actor_designations) n
  WHERE n.id = d.id AND n.version <> 1;
ALTER TABLE actor_designations ADD CONSTRAINT actor_designations_version UNIQUE (actor_id, kind, version);
