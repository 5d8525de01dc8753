-- Who leads which forum is a fact of the forum: part, function, whether it is a duty of the roster, and where it stands. Filled at every
-- start from forums.json, as the rest of the forum's record.
ALTER TABLE forums ADD COLUMN leaders jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(leaders) = 'array');
