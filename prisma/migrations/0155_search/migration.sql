-- What is the same to whoever looks for something: case, accents, width (％ and %), kind of space, hyphen or none, 2:6 or 2.6. Both sides are folded
-- by the same function. Words run together, so that "upplandsbro" and "upplands bro" are both in "Upplands-Bro"; numbers do not, so that 51 is
-- not in 05-13. Names are qualified and nothing is set, so that Postgres writes the function into the statement.
CREATE FUNCTION search_fold(p_text text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN pg_catalog.regexp_replace(
    pg_catalog.translate(
      pg_catalog.lower(public.unaccent(pg_catalog.normalize(p_text, 'NFKC'))),
      E'.\t\n\r\u2010\u2011\u2012\u2013\u2014-_/\u00AD\u200B\u200C\u200D\u2060\uFEFF', ':           '),
    '([[:alpha:]]) +(?=[[:alpha:]])', '\1', 'g');

-- One pattern a word: every one must match. Signs around a word are how it stood in a sentence. Nothing but signs finds nothing.
CREATE FUNCTION search_patterns(p_typed text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(
    pg_catalog.array_agg('%' || pg_catalog.regexp_replace(w.word, '([\\%_])', '\\\1', 'g') || '%' ORDER BY w.place),
    ARRAY[E'\x01'])
  FROM (SELECT pg_catalog.btrim(public.search_fold(t.word), ':,;!?"”()') AS word, t.place
    FROM pg_catalog.regexp_split_to_table(pg_catalog.normalize(p_typed, 'NFKC'), '[[:space:]/_‐‑‒–—-]+') WITH ORDINALITY AS t(word, place)) w
  WHERE w.word <> ''
$$;
REVOKE ALL ON FUNCTION search_fold(text), search_patterns(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_fold(text), search_patterns(text) TO samverkan_app;
