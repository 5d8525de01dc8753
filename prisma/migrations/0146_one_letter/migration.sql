-- One mailbox may stand for several contact points of an actor: it gets one letter, and the board knows whose telephones go with it.
ALTER TABLE call_out_recipients ADD COLUMN also_contact_point_ids uuid[] NOT NULL DEFAULT '{}';
