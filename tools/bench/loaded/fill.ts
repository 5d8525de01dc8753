import pg from 'pg'

/**
 * Ten years of a region's life, in bulk: what issue "Holds when it grows" was measured on. As a superuser and past every trigger, because a
 * hundred thousand call-outs made one by one would take a night; the rows are shaped as the portal makes them, and the journal's chain holds.
 */
export const TEN_YEARS = {
  users: 2_000,
  incidents: 5_000,
  /** Rows of the one incident that went on for weeks. */
  longTimeline: 50_000,
  journal: 1_000_000,
  answers: 200_000,
  letters: 100_000,
  meetings: 2_000,
  chains: 500,
  measures: 20_000,
} as const

/** In one title of each kind, and nowhere else: what a person remembers of something long ago. */
export const RARE = 'kvarnstensbrott'
/** In every tenth title and letter. */
export const COMMON = 'snöoväder'

// md5 of a name is an id that the next statement can name again.
const id = (kind: string, of: string) => `md5('${kind}' || ${of})::uuid`
const titled = (n: string) =>
  `CASE WHEN ${n} = 77 THEN 'Ras vid gammalt ${RARE}' WHEN ${n} % 10 = 0 THEN 'Snöoväder över länet ' || ${n} ELSE (ARRAY['Skogsbrand','Elavbrott','Översvämning','Dricksvatten','Värmebölja','Järnväg','Telestörning','Storm','Gasutsläpp'])[1 + ${n} % 9] || ' i ' || (SELECT a.name FROM aktor a WHERE a.nth = ${n} % 37) || ' ' || ${n} END`
const at = (n: string, of: number) => `(app_now() - interval '10 years' + ${n} * (interval '119 months' / ${of}))`

const { users, incidents, longTimeline, journal, answers, letters, meetings, chains, measures } = TEN_YEARS
const perIncident = Math.floor((journal - longTimeline) / incidents)
const steps: readonly (readonly [string, string])[] = [
  [
    'names',
    `CREATE TEMP TABLE aktor AS SELECT a.id, a.code, a.name::text, (row_number() OVER (ORDER BY a.code) - 1)::int AS nth FROM actors a ORDER BY a.code LIMIT 37;
    CREATE TEMP TABLE forum AS SELECT f.id, (row_number() OVER (ORDER BY f.sort_order) - 1)::int AS nth, count(*) OVER ()::int AS total FROM forums f;
    CREATE TEMP TABLE one AS SELECT f.user_id AS tib, (SELECT id FROM actors WHERE code = 'lst-stockholm') AS lst FROM user_functions f WHERE f.function_code = 'lst-tib' AND f.valid_to IS NULL LIMIT 1`,
  ],
  [
    `${users} users`,
    `INSERT INTO users (id, name, actor_id, status, is_demo, created_at) SELECT ${id('user', 'n')}, (ARRAY['Anna','Bo','Cecilia','David','Eva','Fredrik','Gun','Hassan','Ingrid','Jonas'])[1 + n % 10] || ' ' || (ARRAY['Ek','Lind','Berg','Öst','Sjö','Holm','Dahl'])[1 + n % 7] || ' ' || n, a.id, 'active', true, ${at('n', users)} FROM generate_series(1, ${users}) n JOIN aktor a ON a.nth = n % 37;
    INSERT INTO user_accounts (user_id, actor_id, email) SELECT u.id, u.actor_id, 'loaded.' || n || '@demo.example' FROM generate_series(1, ${users}) n JOIN users u ON u.id = ${id('user', 'n')};
    INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from) SELECT ${id('held', 'n')}, u.id, 'reader', u.actor_id, u.created_at FROM generate_series(1, ${users}) n JOIN users u ON u.id = ${id('user', 'n')}`,
  ],
  [
    `${incidents} incidents with ${answers} answers`,
    `INSERT INTO incidents (id, code, title, description, is_exercise, state, opened_at, opened_by, closed_at, closed_by, version)
      SELECT ${id('incident', 'n')}, extract(year FROM ${at('n', incidents)})::int || '-' || lpad((10000 + n)::text, 5, '0'), ${titled('n')}, repeat('Läget har beskrivits av aktörerna. ', 6), n % 6 = 0, 'closed', ${at('n', incidents)}, o.tib, ${at('n', incidents)} + interval '20 hours', o.tib, 3 FROM generate_series(1, ${incidents}) n, one o;
    INSERT INTO activations (id, incident_id, forum_id, state, channel, conference_at, dial_in, lead_actor_id, convened_by, activated_at, call_out_at, late_after_minutes, is_exercise, closed_at, closed_by, closing_note)
      SELECT ${id('activation', 'n')}, i.id, f.id, 'closed', 'telephone', i.opened_at + interval '15 minutes', '08-000 00 00', o.lst, o.tib, i.opened_at, i.opened_at, 60, i.is_exercise, i.closed_at, o.tib, 'Läget är under kontroll' FROM generate_series(1, ${Math.ceil(answers / 37)}) n JOIN incidents i ON i.id = md5('incident' || CASE WHEN n > ${incidents} THEN n - ${incidents} ELSE n END)::uuid JOIN forum f ON f.nth = (n / ${incidents} + n) % f.total, one o;
    INSERT INTO activation_actors (activation_id, actor_id, called_at, late_at, answer_id) SELECT v.id, a.id, v.call_out_at, v.call_out_at + interval '60 minutes', md5('answer' || n || '/' || a.nth)::uuid FROM generate_series(1, ${Math.ceil(answers / 37)}) n JOIN activations v ON v.id = ${id('activation', 'n')} CROSS JOIN aktor a;
    INSERT INTO activation_answers (id, activation_id, actor_id, answer, person, comment, via, by_user_id, is_late, answered_at)
      SELECT x.answer_id, x.activation_id, x.actor_id, (ARRAY['participates','follows','not_concerned'])[1 + abs(hashtext(x.answer_id::text)) % 3], 'Vakthavande', '', 'portal', o.tib, false, x.called_at + interval '11 minutes' FROM activation_actors x JOIN generate_series(1, ${Math.ceil(answers / 37)}) n ON x.activation_id = ${id('activation', 'n')}, one o`,
  ],
  [
    `${letters} letters with attempts`,
    `INSERT INTO call_outs (id, incident_id, kind, subject, body, is_exercise, created_at, created_by) SELECT ${id('call', 'n')}, i.id, 'first', 'SKARPT Inkallning: ' || i.title, repeat('Du är kallad till Regionalt samordnande forum. ', 12), i.is_exercise, i.opened_at, i.opened_by FROM generate_series(1, ${incidents}) n JOIN incidents i ON i.id = ${id('incident', 'n')};
    INSERT INTO call_out_recipients (id, call_out_id, actor_id, function_code, label, gap) SELECT md5('recipient' || n || '/' || a.nth)::uuid, ${id('call', 'n')}, a.id, 'contact-function', 'Kontaktfunktion', 'no_contact_point' FROM generate_series(1, ${incidents}) n JOIN aktor a ON a.nth < ${letters / incidents};
    INSERT INTO outbox_messages (id, purpose, recipient_id, incident_id, actor_id, channel, destination, subject, body, state, attempts, give_up_at, created_at)
      SELECT md5('letter' || n || '/' || a.nth)::uuid, 'call_out', md5('recipient' || n || '/' || a.nth)::uuid, i.id, a.id, 'email', 'kontakt.' || a.code || '@demo.example', c.subject || ' – ' || a.name, c.body, 'sent', 1, i.opened_at + interval '8 hours', i.opened_at + a.nth * interval '1 millisecond'
      FROM generate_series(1, ${incidents}) n JOIN incidents i ON i.id = ${id('incident', 'n')} JOIN call_outs c ON c.id = ${id('call', 'n')} JOIN aktor a ON a.nth < ${letters / incidents};
    INSERT INTO outbox_attempts (id, message_id, actor_id, number, state, started_at, lease_until, finished_at, response_code, detail, key_version, token_hash)
      SELECT md5('attempt' || m.id)::uuid, m.id, m.actor_id, 1, 'sent', m.created_at, m.created_at + interval '1 minute', m.created_at + interval '1 second', 250, '250 OK', 1, sha256(convert_to(m.id::text, 'UTF8')) FROM outbox_messages m JOIN generate_series(1, ${incidents}) n ON m.incident_id = ${id('incident', 'n')}`,
  ],
  [
    `${meetings} meetings`,
    `INSERT INTO meetings (id, code, forum_id, local_date, local_time, minutes, channel, dial_in, state, is_exercise, asks_reports, all_members, handling, planned_at, opened_at, closed_at, documented_at, distributed_at, calendar_changed_at)
      SELECT ${id('meeting', 'n')}, 'loaded-' || n, f.id, (${at('n', meetings)})::date, '09:10', 60, 'telephone', '08-000 00 00', 'distributed', false, true, true, 'open', ${at('n', meetings)} - interval '7 days', ${at('n', meetings)}, ${at('n', meetings)} + interval '1 hour', ${at('n', meetings)} + interval '2 hours', ${at('n', meetings)} + interval '3 hours', ${at('n', meetings)} FROM generate_series(1, ${meetings}) n JOIN forum f ON f.nth = n % f.total;
    INSERT INTO meeting_actors (meeting_id, actor_id, presence, person, marked_at, marked_by) SELECT ${id('meeting', 'n')}, a.id, CASE WHEN a.nth % 5 = 0 THEN NULL ELSE 'present' END, '', ${at('n', meetings)}, o.tib FROM generate_series(1, ${meetings}) n CROSS JOIN aktor a CROSS JOIN one o;
    INSERT INTO meeting_items (id, meeting_id, seq, title, kind, minutes, is_proposal, outcome, outcome_version) SELECT md5('item' || n || '/' || k)::uuid, ${id('meeting', 'n')}, k, CASE WHEN n = 77 AND k = 3 THEN 'Frågan om ett ${RARE}' WHEN n % 10 = 0 AND k = 2 THEN 'Snöoväder' ELSE (ARRAY['Upprop','Aktörsrapportering','Omvärldsanalys','Kommunikation','Åtgärder','Samlad bedömning','Övriga frågor','Nästa möte'])[k] END, 'information', 7, false, 'Aktörerna fortsätter som planerat.', 1 FROM generate_series(1, ${meetings}) n CROSS JOIN generate_series(1, 8) k;
    INSERT INTO meeting_notes (id, meeting_id, item_id, actor_id, text, noted_at, noted_by) SELECT md5('note' || n || '/' || k)::uuid, ${id('meeting', 'n')}, md5('item' || n || '/' || (1 + k % 8))::uuid, a.id, 'Läget är stabilt i ' || a.name || ' och uppföljning görs vid nästa möte.', ${at('n', meetings)} + k * interval '1 minute', o.tib FROM generate_series(1, ${meetings}) n CROSS JOIN generate_series(1, 10) k JOIN aktor a ON a.nth = (n + k) % 37 CROSS JOIN one o;
    INSERT INTO meeting_reports (meeting_id, actor_id, kind, lines, is_late, version, saved_at, saved_by) SELECT ${id('meeting', 'n')}, a.id, 'something', '[{"heading":"situation","certainty":"fact","text":"Normal drift, inga störningar att rapportera."}]', false, 1, ${at('n', meetings)} - interval '3 hours', o.tib FROM generate_series(1, ${meetings}) n JOIN aktor a ON a.nth % 2 = 0 CROSS JOIN one o`,
  ],
  [
    `${chains} chains of lägesbilder`,
    `INSERT INTO situational_pictures (id, kind, incident_id, title, is_exercise, opened_at, opened_by, archived_at, touched_at) SELECT ${id('chain', 'n')}, 'joint_regional', i.id, i.title, i.is_exercise, i.opened_at, i.opened_by, i.closed_at, i.opened_at + interval '16 hours' FROM generate_series(1, ${chains}) n JOIN incidents i ON i.id = ${id('incident', 'n * 10 - 3')};
    INSERT INTO situational_picture_collections (id, picture_id, number, state, handling, cut_off_at, opened_at, closed_at) SELECT md5('collection' || n || '/' || k)::uuid, p.id, k, 'published', 'open', p.opened_at + k * interval '4 hours', p.opened_at, p.opened_at + k * interval '4 hours' FROM generate_series(1, ${chains}) n JOIN situational_pictures p ON p.id = ${id('chain', 'n')} CROSS JOIN generate_series(1, 4) k;
    INSERT INTO situational_picture_versions (id, picture_id, collection_id, number, handling, cut_off_at, summary, most_likely, worst_case, read_aloud, asked, reported, published_at, published_by, publisher_actor_id)
      SELECT md5('version' || n || '/' || k)::uuid, p.id, md5('collection' || n || '/' || k)::uuid, k, 'open', p.opened_at + k * interval '4 hours', CASE WHEN n = 77 THEN 'Vägen vid ett ${RARE} är stängd.' ELSE 'Läget är ansträngt men under kontroll. ' || p.title END, '', '', 'Lägesbild ' || k, 37, 30, p.opened_at + k * interval '4 hours', o.tib, o.lst FROM generate_series(1, ${chains}) n JOIN situational_pictures p ON p.id = ${id('chain', 'n')} CROSS JOIN generate_series(1, 4) k CROSS JOIN one o;
    INSERT INTO situational_picture_version_lines (version_id, line_id, seq, heading, certainty, text, written_by) SELECT md5('version' || n || '/' || k)::uuid, md5('line' || n || '/' || k || '/' || l)::uuid, l, 'situation', 'fact', 'Rad ' || l || ': framkomligheten är begränsad på väg ' || (n + l) || ' och räddningstjänsten är på plats.', o.tib FROM generate_series(1, ${chains}) n CROSS JOIN generate_series(1, 4) k CROSS JOIN generate_series(1, 12) l CROSS JOIN one o`,
  ],
  [
    `${measures} measures`,
    `INSERT INTO measures (id, title, description, owner_actor_id, owner_office, due_on, state, ended_at, incident_id, created_at, created_by)
      SELECT ${id('measure', 'n')}, ${titled('n')}, repeat('Det som ska göras är beskrivet här. ', 4), a.id, false, (${at('n', measures)})::date + 14, CASE WHEN n % 20 = 0 AND n > ${measures - 2_000} THEN 'open' ELSE 'done' END, CASE WHEN n % 20 = 0 AND n > ${measures - 2_000} THEN NULL ELSE ${at('n', measures)} + interval '9 days' END, ${id('incident', `(1 + n % ${incidents})`)}, ${at('n', measures)}, o.tib FROM generate_series(1, ${measures}) n JOIN aktor a ON a.nth = n % 37 CROSS JOIN one o;
    INSERT INTO measure_events (id, measure_id, kind, at, by_user_id, by_actor_id, by_function_code, version) SELECT ${id('event', 'n')}, ${id('measure', 'n')}, 'created', ${at('n', measures)}, o.tib, o.lst, 'lst-tib', 1 FROM generate_series(1, ${measures}) n CROSS JOIN one o`,
  ],
  [
    `${journal} rows of the journal, in one chain`,
    `DO $$
    DECLARE j journal; prev bytea; tib uuid; lst uuid;
    BEGIN
      SELECT o.tib, o.lst INTO tib, lst FROM one o;
      SELECT x.id, x.hash INTO j.id, prev FROM journal x ORDER BY x.id DESC LIMIT 1;
      j.id := coalesce(j.id, 0); prev := coalesce(prev, decode(repeat('00', 32), 'hex'));
      j.user_id := tib; j.actor_id := lst; j.function_code := 'lst-tib'; j.subject_version := 1;
      FOR j.incident_id, j.subject_id, j.at, j.type, j.data IN
        SELECT i.id, CASE k % 3 WHEN 1 THEN md5('letter' || n || '/' || k % 20)::uuid ELSE md5('activation' || n)::uuid END, i.opened_at + k * interval '3 seconds',
          CASE k % 3 WHEN 0 THEN 'call-outs.answered' WHEN 1 THEN 'outbox.attempted' ELSE 'call-outs.reached' END,
          CASE k % 3 WHEN 0 THEN jsonb_build_object('actorId', lst, 'answer', 'participates', 'answerIds', jsonb_build_array(md5('answer' || n || '/' || k % 37)::uuid)) WHEN 1 THEN '{"state":"sent","number":1}' ELSE jsonb_build_object('actorId', lst) END
        FROM generate_series(1, ${incidents}) n JOIN incidents i ON i.id = ${id('incident', 'n')}
          CROSS JOIN LATERAL generate_series(1, CASE WHEN n = ${incidents} THEN ${longTimeline} ELSE ${perIncident} END) k
        ORDER BY i.opened_at, k
      LOOP
        j.id := j.id + 1; j.subject_type := CASE WHEN j.type = 'outbox.attempted' THEN 'message' ELSE 'activation' END;
        j.prev_hash := prev; prev := journal_row_hash(prev, j); j.hash := prev;
        INSERT INTO journal SELECT j.*;
      END LOOP;
    END $$`,
  ],
]

/** `databaseUrl` as a superuser. Says what it is at; about a minute and a half on two cores. */
export async function fillTenYears(databaseUrl: string, say: (text: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica; SET synchronous_commit = off; SET search_path = public')
    for (const [what, text] of steps) {
      const from = performance.now()
      await client.query(text)
      say(`${what}: ${((performance.now() - from) / 1_000).toFixed(1)} s`)
    }
    // As autovacuum would have left it long ago.
    await client.query('VACUUM (ANALYZE)')
  } finally {
    await client.end()
  }
}
