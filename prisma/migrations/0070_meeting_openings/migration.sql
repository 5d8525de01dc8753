-- Opened well before its time, with a reason that everybody reads.
ALTER TABLE meetings ADD COLUMN early_reason text CHECK (early_reason <> '' AND length(early_reason) <= 500);
ALTER TABLE meetings ADD CONSTRAINT meetings_early CHECK (early_reason IS NULL OR opened_at IS NOT NULL);
