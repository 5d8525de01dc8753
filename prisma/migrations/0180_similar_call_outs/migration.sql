-- Before a new incident is called out, the presses of the last minutes are looked at: of ten years of call-outs those few.
CREATE INDEX call_outs_pressed ON call_outs (created_at) WHERE kind = 'first';
