-- What the worker and the board need beside the first house.

-- Since when nobody needs this message any more: answered or closed while it was under way. A hand-over that is running ends by
-- itself, but nothing is tried again (reliability.md P4).
ALTER TABLE outbox_messages ADD COLUMN stopped_at timestamptz;

CREATE INDEX activations_incident ON activations (incident_id);
CREATE INDEX call_out_recipients_call_out ON call_out_recipients (call_out_id);
CREATE INDEX outbox_messages_incident ON outbox_messages (incident_id) WHERE incident_id IS NOT NULL;

-- An edited text of full length still gets its exercise word and its link put back.
ALTER TABLE call_outs DROP CONSTRAINT call_outs_body_check;
ALTER TABLE call_outs ADD CONSTRAINT call_outs_body_check CHECK (body <> '' AND length(body) <= 5000);
