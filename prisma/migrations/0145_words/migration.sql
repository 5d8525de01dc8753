-- A link of a meeting system, its number and its password fit into how to dial in; a call-out that names five forums fits its text.
-- The most characters of each text stand in packages/domain/src/texts/limits.ts.
ALTER TABLE activations DROP CONSTRAINT activations_dial_in_check;
ALTER TABLE activations ADD CONSTRAINT activations_dial_in_check CHECK (length(dial_in) <= 1000);
ALTER TABLE meetings DROP CONSTRAINT meetings_dial_in_check;
ALTER TABLE meetings ADD CONSTRAINT meetings_dial_in_check CHECK (length(dial_in) <= 1000);
ALTER TABLE call_outs DROP CONSTRAINT call_outs_body_check;
ALTER TABLE call_outs ADD CONSTRAINT call_outs_body_check CHECK (body <> '' AND length(body) <= 20000);
-- Ten lines of a report share 2,000 characters, and each may be written as six in JSON.
ALTER TABLE meeting_reports DROP CONSTRAINT meeting_reports_lines_check;
ALTER TABLE meeting_reports ADD CONSTRAINT meeting_reports_lines_check
  CHECK (jsonb_typeof(lines) = 'array' AND jsonb_array_length(lines) <= 10 AND length(lines::text) <= 20000);

-- Addresses and names lose what cannot be seen and get one spelling of each letter, as from now on when they are entered
-- (packages/domain/src/texts). Where two rows would then be the same neither is touched, and it is told: only people know which one is right.
CREATE FUNCTION pg_temp.unseen(words text, pattern text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT btrim(normalize(regexp_replace(words, pattern, '', 'g'), NFC)) $$;

DO $$
DECLARE
  -- Every character of the category Cf.
  unseen constant text := '[\u00AD\u0600-\u0605\u061C\u06DD\u070F\u0890-\u0891\u08E2\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F]';
  -- The same without the joiners that some scripts are written with.
  unseen_in_names constant text := '[\u00AD\u0600-\u0605\u061C\u06DD\u070F\u0890-\u0891\u08E2\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F]';
  one record;
BEGIN
  FOR one IN SELECT user_id, email::text AS was, pg_temp.unseen(email::text, unseen) AS is_now FROM user_accounts
    WHERE pg_temp.unseen(email::text, unseen) <> email::text ORDER BY user_id
  LOOP
    BEGIN
      UPDATE user_accounts SET email = one.is_now::citext WHERE user_id = one.user_id;
    EXCEPTION
      WHEN unique_violation THEN
        RAISE WARNING 'Två konton har samma e-postadress, den ena med ett tecken som inte syns. Ändra adressen för användaren %, som inte kan logga in med den.', one.user_id;
      WHEN check_violation THEN
        RAISE WARNING 'E-postadressen för användaren % går inte att skicka till. Ändra den.', one.user_id;
    END;
  END LOOP;

  FOR one IN SELECT id, contact_point_id, actor_id, pg_temp.unseen(address, unseen) AS is_now FROM actor_contact_channels
    WHERE pg_temp.unseen(address, unseen) <> address ORDER BY id
  LOOP
    BEGIN
      UPDATE actor_contact_channels SET address = one.is_now WHERE id = one.id;
    EXCEPTION
      WHEN unique_violation THEN
        RAISE WARNING 'Kontaktvägen % hos aktören % har samma adress två gånger, den ena med ett tecken som inte syns. Ta bort den ena.', one.contact_point_id, one.actor_id;
      WHEN check_violation THEN
        RAISE WARNING 'Kontaktvägen % hos aktören % har en adress utan synliga tecken. Ändra den.', one.contact_point_id, one.actor_id;
    END;
  END LOOP;

  FOR one IN SELECT contact_point_id, actor_id FROM actor_contact_channels
    WHERE channel = 'email' AND (address ~ '(^\.|\.\.|\.@|@\.|\.$|@.*@|\s)' OR address !~ '^[\x21-\x7e]+@.+\..+$') ORDER BY id
  LOOP
    RAISE WARNING 'Kontaktvägen % hos aktören % har en e-postadress som brev inte når fram till. Ändra den.', one.contact_point_id, one.actor_id;
  END LOOP;

  UPDATE users SET name = pg_temp.unseen(name, unseen_in_names)
    WHERE pg_temp.unseen(name, unseen_in_names) <> name AND length(pg_temp.unseen(name, unseen_in_names)) >= 2;
END $$;

DROP FUNCTION pg_temp.unseen(text, text);
