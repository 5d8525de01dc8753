-- The delay of a wrong guess hits whoever guesses (docs/adr/0016): which buckets a try falls into is for the API to say, and what stands in them for
-- these two functions alone. 'growing': some are free, then 1, 2, 4 … 30 seconds, forgotten after an hour without one. 'minute': so many within one
-- minute of the clock on the wall. 'once': a single one, for an hour. A row from the future was written before the clock was put back: it says nothing.
CREATE FUNCTION throttle_waits(p_keys bytea[], p_at timestamptz, OUT seconds int[], OUT recent boolean[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(CASE WHEN t.last_failed_at > p_at + interval '5 seconds' THEN 0
      ELSE greatest(0, coalesce(ceil(extract(epoch FROM t.blocked_until - p_at)), 0))::int END ORDER BY k.n), '{}'),
    coalesce(array_agg(coalesce(t.last_failed_at > p_at - interval '1 hour' AND t.last_failed_at <= p_at + interval '5 seconds', false) ORDER BY k.n), '{}')
  FROM unnest(p_keys) WITH ORDINALITY k (key, n) LEFT JOIN public.user_login_throttles t ON t.key = k.key
$$;
REVOKE ALL ON FUNCTION throttle_waits(bytea[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION throttle_waits(bytea[], timestamptz) TO samverkan_app;

-- One more in each of these. Always in the same order, so that two who count at once wait for one another and never each for the other.
CREATE FUNCTION throttle_count(p_keys bytea[], p_kinds text[], p_free int[], p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE bucket record;
BEGIN
  FOR bucket IN SELECT b.key, b.kind, b.free FROM unnest(p_keys, p_kinds, p_free) AS b (key, kind, free) ORDER BY b.key LOOP
    INSERT INTO public.user_login_throttles AS t (key, failures, last_failed_at, blocked_until) VALUES (bucket.key, 1, p_at, p_at)
    ON CONFLICT (key) DO UPDATE SET last_failed_at = p_at,
      failures = CASE
        WHEN t.last_failed_at > p_at + interval '5 seconds' OR t.last_failed_at < p_at - interval '1 hour' THEN 1
        WHEN bucket.kind = 'minute' AND date_trunc('minute', t.last_failed_at) <> date_trunc('minute', p_at) THEN 1
        ELSE t.failures + 1 END;
    UPDATE public.user_login_throttles t SET blocked_until = CASE
        WHEN bucket.kind = 'once' THEN p_at + interval '1 hour'
        WHEN t.failures < bucket.free OR (bucket.kind = 'growing' AND t.failures = bucket.free) THEN p_at
        WHEN bucket.kind = 'minute' THEN date_trunc('minute', p_at) + interval '1 minute'
        ELSE p_at + make_interval(secs => least(30, power(2, least(t.failures - bucket.free - 1, 5)))) END
      WHERE t.key = bucket.key;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION throttle_count(bytea[], text[], int[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION throttle_count(bytea[], text[], int[], timestamptz) TO samverkan_app;
