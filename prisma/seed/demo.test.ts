import { createHash } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { instantOf, localDateOf, passwordHashing, plusDays, stockholmYear, weekdayOf, weekOf } from '@samverkan/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenMoment } from '../../tools/test/moments.ts'
import { cloneDatabase, type TestDatabase } from '../test/database.ts'
import { demoReports } from './demo-picture-reports.ts'
import { demoAcknowledged } from './demo-pictures.ts'
import { loadDemo } from './demo.ts'

const now = new Date(chosenMoment()?.instant ?? '2026-11-22T05:00:00Z')
const today = localDateOf(now)
const year = stockholmYear(now)
/** The Thursday of the conference that is to come, or that began less than two hours ago; and those before it. */
const next = Array.from({ length: 8 }, (_, ahead) => plusDays(today, ahead)).find(
  (date) => weekdayOf(date) === 4 && instantOf(date, '16:00').getTime() + 120 * 60_000 >= now.getTime(),
)!
const before = (weeks: number): string => plusDays(next, -7 * weeks)
/** The Friday at least three weeks ahead. */
const friday = plusDays(today, 21 + ((5 - weekdayOf(plusDays(today, 21)) + 7) % 7))
const lastWeek = weekOf(instantOf(before(1), '16:00'))
const day = 24 * 60 * 60_000

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  await loadDemo(database.ownerUrl, { now })
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const rows = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await client.query<T>(sql, values)).rows
const count = async (from: string): Promise<number> => Number((await rows<{ n: string }>(`SELECT count(*) AS n FROM ${from}`))[0]!.n)
const tables = [
  'users',
  'user_accounts',
  'user_functions',
  'user_invitations',
  'actor_contact_points',
  'actor_contact_channels',
  'roster_shifts',
  'incidents',
  'activations',
  'activation_actors',
  'activation_answers',
  'call_outs',
  'call_out_recipients',
  'outbox_messages',
  'outbox_attempts',
  'journal',
  'situational_pictures',
  'situational_picture_collections',
  'situational_picture_asked',
  'situational_picture_reports',
  'situational_picture_report_lines',
  'situational_picture_lines',
  'situational_picture_texts',
  'situational_picture_versions',
  'situational_picture_version_lines',
  'situational_picture_acknowledgements',
  'assessment_rounds',
  'assessments',
  'assessment_answers',
  'meetings',
  'meeting_actors',
  'meeting_items',
  'meeting_notes',
  'meeting_reports',
  'meeting_questions',
  'meeting_question_answers',
  'measures',
  'measure_events',
  'settings',
]
const fingerprint = async () => {
  const found = []
  for (const table of tables)
    found.push(
      (
        await rows(
          `SELECT '${table}' AS t, count(*)::int AS n, md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS hash FROM ${table} t`,
        )
      )[0],
    )
  return found
}

describe('people', () => {
  test('ten can log in with the password of the demo, each as what the log-in page offers', async () => {
    const accounts = await rows<{ email: string; password_hash: string; functions: string[] }>(
      `SELECT email::text, password_hash, array_agg(f.function_code || coalesce('@' || a.code, '') ORDER BY f.function_code DESC) AS functions
       FROM user_accounts c JOIN user_functions f ON f.user_id = c.user_id LEFT JOIN actors a ON a.id = f.actor_id
       WHERE password_hash IS NOT NULL AND f.valid_to IS NULL GROUP BY c.user_id ORDER BY email`,
    )
    expect(Object.fromEntries(accounts.map(({ email, functions }) => [email.replace('@demo.example', ''), functions]))).toEqual({
      admin: ['system-admin'],
      'aktorsadmin.nacka': ['wis-admin@nacka', 'actor-admin@nacka'],
      'chef.nacka': ['rep-directing@nacka'],
      kansli: ['koordinator'],
      'kontakt.nacka': ['contact-function@nacka', 'communicator@nacka'],
      'kontakt.trafikverket': ['contact-function@trafikverket'],
      rkk: ['rkk'],
      rsib: ['rsib'],
      'skattare.nacka': ['assessor@nacka'],
      tib: ['lst-tib@lst-stockholm'],
    })
    const [first] = accounts
    const kept = /^\$argon2id\+sha256\$v=19\$m=47104,t=2,p=1\$([^$]+)\$([^$]+)$/.exec(first!.password_hash)
    const proves = async (password: string) => {
      const proof = await hashRaw(password, { ...passwordHashing, salt: Buffer.from(kept![1]!, 'base64') })
      return createHash('sha256').update(proof).digest('base64').replace('=', '') === kept![2]
    }
    expect(await proves('samverkan-demo-2026')).toBe(true)
    expect(await proves('samverkan-demo-2025')).toBe(false)
  })

  test('administer every actor but three, whose contacts nobody has looked at for long', async () => {
    const without = await rows<{ code: string }>(
      `SELECT code FROM actors a WHERE NOT EXISTS (SELECT FROM user_functions h WHERE h.actor_id = a.id AND h.function_code = 'actor-admin') ORDER BY code`,
    )
    expect(without.map(({ code }) => code)).toEqual(['ekero', 'nykvarn', 'stockholms-hamnar'])
  })

  test('are all marked as invented, with different names, and hold functions of their own kind', async () => {
    expect(await count('users WHERE NOT is_demo')).toBe(0)
    expect(await count('users')).toBe(await count('(SELECT DISTINCT name FROM users) n'))
    expect(
      await count(`user_functions h JOIN functions f ON f.code = h.function_code WHERE (f.scope = 'actor') <> (h.actor_id IS NOT NULL)`),
    ).toBe(0)
  })

  test('of Nacka are of every kind that an administrator meets', async () => {
    const kinds = await rows<{ status: string; purpose: string | null; n: number }>(
      `SELECT u.status, i.purpose, i.withdrawn_at IS NOT NULL AS withdrawn, i.expires_at < $1 AS expired, count(*)::int AS n FROM users u JOIN actors a ON a.id = u.actor_id
       LEFT JOIN user_invitations i ON i.user_id = u.id WHERE a.code = 'nacka' AND (u.status <> 'active' OR i.id IS NOT NULL) GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4`,
      [now],
    )
    expect(kinds).toEqual([
      { status: 'disabled', purpose: null, withdrawn: false, expired: null, n: 1 },
      { status: 'invited', purpose: 'invitation', withdrawn: false, expired: false, n: 1 },
      { status: 'invited', purpose: 'invitation', withdrawn: false, expired: true, n: 1 },
      { status: 'invited', purpose: 'invitation', withdrawn: true, expired: true, n: 1 },
    ])
    expect(
      await count(
        "users u WHERE u.status = 'active' AND NOT EXISTS (SELECT FROM user_functions f WHERE f.user_id = u.id AND f.valid_to IS NULL)",
      ),
    ).toBe(1)
  })

  test('can only be reached where nobody is: demo.example and numbers kept for fiction', async () => {
    const fictional = String.raw`^(070-174 06 (0[5-9]|[1-9]\d)|08-465 004 \d\d)$`
    expect(await count(`user_accounts WHERE email NOT LIKE '%@demo.example'`)).toBe(0)
    expect(await count(`user_accounts WHERE phone !~ '${fictional}'`)).toBe(0)
    expect(await count(`actor_contact_channels WHERE channel = 'phone' AND address !~ '${fictional}'`)).toBe(0)
    expect(await count(`actor_contact_channels WHERE channel = 'email' AND address NOT LIKE '%@demo.example'`)).toBe(0)
    expect(await count(`roster_shifts WHERE phone !~ '${fictional}' OR phone IS NULL`)).toBe(0)
    expect(await rows(`SELECT value FROM settings WHERE key = 'tib_phone'`)).toEqual([{ value: '08-465 004 12' }])
  })
})

describe('the call list', () => {
  test('has three contact points at each of the 37 actors and a deputy for the contact function', async () => {
    expect(
      await rows(
        `SELECT function_code AS code, is_deputy AS deputy, count(*)::int AS points, count(DISTINCT actor_id)::int AS actors FROM actor_contact_points GROUP BY 1, 2 ORDER BY 1, 2`,
      ),
    ).toEqual([
      { code: 'communicator', deputy: false, points: 37, actors: 37 },
      { code: 'contact-function', deputy: false, points: 37, actors: 37 },
      { code: 'contact-function', deputy: true, points: 37, actors: 37 },
      { code: 'rep-directing', deputy: false, points: 37, actors: 37 },
    ])
  })

  test('has one gap to show: a communicator without e-mail', async () => {
    expect(
      await rows(`SELECT a.code, p.function_code FROM actor_contact_points p JOIN actors a ON a.id = p.actor_id
        WHERE NOT EXISTS (SELECT FROM actor_contact_channels c WHERE c.contact_point_id = p.id AND c.channel = 'email')`),
    ).toEqual([{ code: 'vaxholm', function_code: 'communicator' }])
  })

  test('was confirmed within 90 days everywhere but at four actors', async () => {
    const stale = await rows<{ code: string }>(
      `SELECT DISTINCT a.code FROM actor_contact_points p JOIN actors a ON a.id = p.actor_id WHERE p.confirmed_at < $1 ORDER BY 1`,
      [new Date(now.getTime() - 90 * day)],
    )
    expect(stale.map(({ code }) => code)).toEqual(['ekero', 'nykvarn', 'salem', 'stockholms-hamnar'])
  })
})

describe('rosters', () => {
  const onDuty = (at: Date) =>
    rows<{ function_code: string; name: string }>(
      `SELECT s.function_code, u.name FROM roster_shifts s JOIN users u ON u.id = s.user_id WHERE tstzrange(s.starts_at, s.ends_at) @> $1::timestamptz ORDER BY 1`,
      [at],
    )

  test('the three who log in are on duty at the first start', async () => {
    expect(await onDuty(now)).toEqual([
      { function_code: 'lst-tib', name: 'Anders Ek' },
      { function_code: 'rkk', name: 'Johan Wester' },
      { function_code: 'rsib', name: 'Sofia Lindgren' },
    ])
  })

  test('RSIB and RKK are lent by different actors', async () => {
    expect(
      await rows(
        `SELECT s.function_code, count(DISTINCT u.actor_id)::int AS actors FROM roster_shifts s JOIN users u ON u.id = s.user_id GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      { function_code: 'lst-tib', actors: 1 },
      { function_code: 'rkk', actors: 4 },
      { function_code: 'rsib', actors: 4 },
    ])
  })

  test('exactly one of each is on duty at any hour of the coming six weeks', async () => {
    for (let hour = 0; hour <= 6 * 7 * 24; hour += 5)
      expect((await onDuty(new Date(now.getTime() + hour * 3_600_000))).map((row) => row.function_code)).toEqual(['lst-tib', 'rkk', 'rsib'])
  })
})

describe('the exercise', () => {
  test('is finished, so that the region is in ordinary mode', async () => {
    expect(await count(`incidents WHERE state = 'open'`)).toBe(0)
    expect(await rows('SELECT is_exercise, state FROM incidents')).toEqual([{ is_exercise: true, state: 'closed' }])
    expect(await rows('SELECT state, length(closing_note) > 0 AS noted FROM activations')).toEqual([{ state: 'closed', noted: true }])
  })

  test('called all 37; 36 answered, three of them late, one changed its answer and kept the history', async () => {
    expect(await rows(`SELECT count(*)::int AS called, count(answer_id)::int AS answered FROM activation_actors`)).toEqual([
      { called: 37, answered: 36 },
    ])
    expect(await count('activation_answers WHERE is_late')).toBe(3)
    expect(
      await rows(`SELECT a.code, w.answer FROM activation_actors b JOIN activation_answers w ON w.id = b.answer_id JOIN actors a ON a.id = b.actor_id
      WHERE (SELECT count(*) FROM activation_answers x WHERE x.actor_id = b.actor_id) > 1`),
    ).toEqual([{ code: 'huddinge', answer: 'participates' }])
  })

  test('lies in the past, on a weekday morning in Stockholm', async () => {
    const [row] = await rows<{ local: string }>(
      `SELECT to_char(opened_at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD ID HH24:MI') AS local FROM incidents`,
    )
    // The Wednesday of last week, or of the week before where today is earlier in its week.
    expect(row!.local).toBe(`${plusDays(today, -7 - ((weekdayOf(today) + 4) % 7))} 3 10:02`)
  })

  test('wrote a journal whose chain holds and whose times only go forward', async () => {
    const [row] =
      await rows(`WITH chain AS (SELECT j.*, lag(j.hash) OVER (ORDER BY j.id) AS before, lag(j.at) OVER (ORDER BY j.id) AS earlier, journal_row_hash(j.prev_hash, j) AS expected FROM journal j)
      SELECT count(*)::int AS rows, count(*) FILTER (WHERE hash <> expected OR prev_hash <> coalesce(before, decode(repeat('00', 32), 'hex')))::int AS broken,
        count(*) FILTER (WHERE at < earlier)::int AS backwards FROM chain`)
    const pictures = 1 + demoReports.length + 3 + demoAcknowledged.flat().length
    const joined = await count('activation_actors WHERE connected_at IS NOT NULL')
    expect(row).toEqual({ rows: 1 + 37 + 37 + joined + pictures + 1, broken: 0, backwards: 0 })
  })

  test('called a roll: who takes part joined the conference, and whose link was used has had the letter', async () => {
    expect(
      await rows(`SELECT count(*) FILTER (WHERE (x.connected_at IS NOT NULL) <> (w.answer = 'participates'))::int AS wrong,
          count(*) FILTER (WHERE x.connected_at < w.answered_at OR x.connected_at < v.conference_at)::int AS early
        FROM activation_actors x JOIN activations v ON v.id = x.activation_id JOIN activation_answers w ON w.id = x.answer_id`),
    ).toEqual([{ wrong: 0, early: 0 }])
    expect(await count("outbox_messages WHERE state = 'delivered'")).toBe(
      await count("(SELECT DISTINCT recipient_id FROM activation_answers WHERE via = 'link') l"),
    )
  })

  test('has lägesbilder 1–3, with reports of a dozen actors, sources on their lines, changes between them and acknowledgements', async () => {
    const [picture] = await rows<{ id: string; archived: boolean }>(
      'SELECT id, archived_at IS NOT NULL AS archived FROM situational_pictures WHERE is_exercise',
    )
    expect(picture!.archived).toBe(true)
    const its = `picture_id = '${picture!.id}'`
    expect(await count(`(SELECT DISTINCT actor_id FROM situational_picture_reports WHERE ${its}) a`)).toBeGreaterThanOrEqual(12)
    expect(
      await rows(`SELECT v.number, v.reported, v.asked, count(l.*)::int AS lines, count(l.source_line_id)::int AS sources,
          count(*) FILTER (WHERE b.line_id IS NULL)::int AS new, count(*) FILTER (WHERE b.text <> l.text)::int AS changed,
          (SELECT count(*)::int FROM situational_picture_acknowledgements a WHERE a.version_id = v.id) AS acknowledged
        FROM situational_picture_versions v JOIN situational_picture_version_lines l ON l.version_id = v.id
        LEFT JOIN situational_picture_versions p ON p.picture_id = v.picture_id AND p.number = v.number - 1 LEFT JOIN situational_picture_version_lines b ON b.version_id = p.id AND b.line_id = l.line_id
        WHERE v.${its} GROUP BY v.id ORDER BY v.number`),
    ).toEqual([
      { number: 1, reported: 13, asked: 37, lines: 14, sources: 14, new: 14, changed: 0, acknowledged: 8 },
      { number: 2, reported: 9, asked: 37, lines: 17, sources: 16, new: 3, changed: 5, acknowledged: 10 },
      { number: 3, reported: 8, asked: 37, lines: 17, sources: 16, new: 2, changed: 3, acknowledged: 14 },
    ])
    // Kept, and offered to a fourth that was never published; a late one; corrections of one's own.
    expect(
      await count(
        `situational_picture_reports r WHERE r.${its} AND r.written_for = 3 AND r.collection_id IN (SELECT id FROM situational_picture_collections WHERE number = 4)`,
      ),
    ).toBe(1)
    expect(await count(`situational_picture_reports WHERE is_late AND ${its}`)).toBe(1)
    expect(
      await rows(`SELECT k.code, l.source_means, l.source_given_by, l.source_function_code FROM situational_picture_version_lines l
        JOIN actors k ON k.id = l.source_actor_id WHERE l.source_means IS NOT NULL`),
      'one came by Rakel, and says so in the version that was made of it',
    ).toEqual([{ code: 'salem', source_means: 'rakel', source_given_by: 'Salems krisledning', source_function_code: 'lst-tib' }])
    expect(
      await count('situational_picture_report_lines n JOIN situational_picture_report_lines o ON o.id = n.replaces_id'),
    ).toBeGreaterThan(5)
    // Every text is kept as it was saved.
    expect(await count(`situational_picture_text_versions WHERE field = 'summary' AND ${its}`)).toBe(3)
  })

  test('left nothing for the worker to send', async () => {
    expect(await count(`outbox_messages WHERE state NOT IN ('sent', 'delivered') OR next_at IS NOT NULL`)).toBe(0)
    expect(await count(`outbox_attempts WHERE state NOT IN ('sent', 'delivered')`)).toBe(0)
    expect(await count(`graphile_worker.jobs`)).toBe(0)
  })
})

describe('self-assessment', () => {
  test('has last year’s round signed by all 37 with 56 answers each, and this year’s open and under way', async () => {
    expect(
      await rows(`SELECT r.year, r.state, count(*)::int AS actors, count(*) FILTER (WHERE a.state = 'submitted')::int AS signed,
        sum((SELECT count(*) FROM assessment_answers w WHERE w.assessment_id = a.id))::int AS answers FROM assessment_rounds r JOIN assessments a ON a.round_id = r.id GROUP BY r.id ORDER BY 1`),
    ).toEqual([
      { year: year - 1, state: 'reported', actors: 37, signed: 37, answers: 37 * 56 },
      { year, state: 'open', actors: 37, signed: expect.any(Number), answers: expect.any(Number) },
    ])
    const states = await rows<{ state: string; n: number }>(
      `SELECT a.state, count(*)::int AS n FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id WHERE r.year = ${year} GROUP BY 1`,
    )
    for (const state of ['not_started', 'in_progress', 'ready_for_sign_off', 'submitted'])
      expect(states.find((row) => row.state === state)?.n, state).toBeGreaterThan(1)
  })

  test('is complete wherever it is signed, and leaves the assessor who logs in something to do', async () => {
    expect(
      await count(
        `assessments a WHERE a.state IN ('submitted', 'ready_for_sign_off') AND (SELECT count(*) FROM assessment_answers w WHERE w.assessment_id = a.id) <> 56`,
      ),
    ).toBe(0)
    expect(
      await rows(
        `SELECT a.state, to_char(r.due_on, 'YYYY-MM-DD ID') AS due FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id JOIN actors k ON k.id = a.actor_id WHERE k.code = 'nacka' AND r.year = ${year}`,
      ),
    ).toEqual([{ state: 'in_progress', due: `${friday} 5` }])
  })
})

describe('measures', () => {
  test('of the exercise stand in every state, one of them late, each with a story that ends where it stands', async () => {
    const states = await rows<{ state: string; n: number }>(
      `SELECT state, count(*)::int AS n FROM measures WHERE incident_id IS NOT NULL GROUP BY 1 ORDER BY 1`,
    )
    expect(states).toEqual([
      { state: 'cancelled', n: 1 },
      { state: 'done', n: 1 },
      { state: 'in_progress', n: 2 },
      { state: 'open', n: 2 },
    ])
    expect(await count(`measures WHERE incident_id IS NOT NULL AND state IN ('open', 'in_progress') AND due_on < '${today}'`)).toBe(1)
    expect(
      await count(`measures m WHERE m.state <> coalesce((SELECT to_state FROM measure_events e WHERE e.measure_id = m.id AND kind = 'moved' ORDER BY e.at DESC LIMIT 1), 'open')
        OR m.version <> (SELECT max(version) FROM measure_events e WHERE e.measure_id = m.id)`),
    ).toBe(0)
    expect(
      await count(`measure_events e JOIN measures m ON m.id = e.measure_id WHERE e.at < m.created_at OR e.at > '${now.toISOString()}'`),
    ).toBe(0)
  })

  test('are done about gaps of Nacka, and of so many others that the region may be told how many', async () => {
    expect(
      await rows(`SELECT s.code, m.owner_office AS office FROM measures m JOIN capability_sub_capabilities s ON s.id = m.gap_sub_capability_id JOIN actors a ON a.id = m.gap_actor_id
        WHERE a.code = 'nacka' ORDER BY 1`),
    ).toEqual([
      { code: '1.3', office: false },
      { code: '2.4', office: true },
      { code: '2.6', office: false },
    ])
    expect(await count(`measures_region((SELECT id FROM assessment_rounds WHERE year = ${year}))`)).toBeGreaterThan(2)
  })

  test('are about gaps that the answers show, and nobody’s last day is a Saturday or a Sunday', async () => {
    expect(await count(`measures WHERE gap_assessment_id IS NOT NULL`)).toBeGreaterThan(15)
    expect(
      await rows(`SELECT k.code, s.code AS sub FROM measures m JOIN actors k ON k.id = m.gap_actor_id JOIN capability_sub_capabilities s ON s.id = m.gap_sub_capability_id
        WHERE NOT EXISTS (SELECT FROM assessment_answers w JOIN capability_indicators i ON i.id = w.indicator_id
          WHERE w.assessment_id = m.gap_assessment_id AND i.sub_capability_id = m.gap_sub_capability_id AND w.value < 2)`),
    ).toEqual([])
    expect(await rows(`SELECT title, due_on::text FROM measures WHERE extract(isodow FROM due_on) > 5`)).toEqual([])
  })
})

describe('starting again', () => {
  test('at once changes nothing', async () => {
    const before = await fingerprint()
    const lines: string[] = []
    await loadDemo(database.ownerUrl, { now, report: (line) => lines.push(line) })
    expect(await fingerprint()).toEqual(before)
    expect(lines).toEqual([])
  })

  test('keeps what somebody changed', async () => {
    await client.query(`UPDATE users SET name = 'Anders Ekström' WHERE name = 'Anders Ek'`)
    await client.query(`UPDATE settings SET value = '""' WHERE key = 'tib_phone'`)
    await client.query(`DELETE FROM actor_contact_channels WHERE address = 'kontakt.nacka@demo.example'`)
    const before = await fingerprint()
    await loadDemo(database.ownerUrl, { now })
    expect(await fingerprint()).toEqual(before)
  })

  test.each([3, 6, 20, 60])('%i weeks later fills the rosters up: somebody is always on duty', async (weeks) => {
    const later = new Date(now.getTime() + weeks * 7 * day)
    await loadDemo(database.ownerUrl, { now: later })
    for (let ahead = 0; ahead <= 6 * 7; ahead += 1) {
      const at = new Date(later.getTime() + ahead * day)
      expect(
        await rows(`SELECT function_code FROM roster_shifts WHERE tstzrange(starts_at, ends_at) @> $1::timestamptz ORDER BY 1`, [at]),
      ).toEqual([{ function_code: 'lst-tib' }, { function_code: 'rkk' }, { function_code: 'rsib' }])
    }
  })
})

test('a database with real users never gets invented ones', async () => {
  const other = await cloneDatabase()
  const owner = new pg.Client({ connectionString: other.ownerUrl })
  await owner.connect()
  try {
    await owner.query(`INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'A real person')`)
    await expect(loadDemo(other.ownerUrl, { now })).rejects.toThrow('riktiga användare')
    expect((await owner.query('SELECT FROM users')).rowCount).toBe(1)
  } finally {
    await owner.end()
    await other.drop()
  }
})

describe('the Thursday conferences', () => {
  test('six have been, with roll, notes and measures; the office of the group has what the last one lifted', async () => {
    expect(
      await rows(`SELECT m.local_date::text AS date, count(x.actor_id) FILTER (WHERE x.presence = 'present')::int AS present,
          (SELECT count(*)::int FROM meeting_notes n WHERE n.meeting_id = m.id) AS notes, (SELECT count(*)::int FROM measures y WHERE y.meeting_id = m.id) AS measures
        FROM meetings m JOIN meeting_actors x ON x.meeting_id = m.id WHERE m.state = 'distributed' GROUP BY m.id ORDER BY m.local_date DESC`),
    ).toEqual([
      { date: before(1), present: 34, notes: 6, measures: 3 },
      { date: before(2), present: 36, notes: 2, measures: 1 },
      { date: before(3), present: 35, notes: 1, measures: 1 },
      { date: before(4), present: 37, notes: 1, measures: 0 },
      { date: before(5), present: 36, notes: 1, measures: 0 },
      { date: before(6), present: 35, notes: 1, measures: 0 },
    ])
    expect(
      await count(`meeting_items i JOIN meetings m ON m.id = i.meeting_id WHERE i.lifted_from_note_id IS NOT NULL AND m.state = 'planned'`),
    ).toBe(1)
  })

  test('the last one has its lägesbild: the week, version 1 from many reports, read and acknowledged by some, asking nobody for more', async () => {
    expect(
      await rows(`SELECT p.title, p.kind, m.local_date::text AS date, m.documented_at < v.published_at AND v.published_at < m.distributed_at AS after_meeting, v.number, v.handling,
          v.asked, v.reported, (SELECT count(*)::int FROM situational_picture_reports r WHERE r.picture_id = p.id) AS reports, count(l.*)::int AS lines, count(l.source_line_id)::int AS sources,
          (SELECT count(*)::int FROM situational_picture_acknowledgements a WHERE a.version_id = v.id) AS acknowledged,
          (SELECT count(*)::int FROM situational_picture_reads a WHERE a.version_id = v.id) AS read,
          (SELECT string_agg(c.state, ' ' ORDER BY c.number) FROM situational_picture_collections c WHERE c.picture_id = p.id) AS collections, p.archived_at = m.distributed_at AS archived
        FROM situational_pictures p JOIN meetings m ON m.id = p.meeting_id JOIN situational_picture_versions v ON v.picture_id = p.id JOIN situational_picture_version_lines l ON l.version_id = v.id
        GROUP BY p.id, m.id, v.id`),
    ).toEqual([
      {
        title: `Veckans lägesbild, vecka ${lastWeek.week} ${lastWeek.year}`,
        kind: 'weekly',
        date: before(1),
        after_meeting: true,
        number: 1,
        handling: 'internal',
        asked: 37,
        reported: 34,
        reports: 34,
        lines: 11,
        sources: 10,
        acknowledged: 18,
        read: 21,
        collections: 'published archived',
        archived: true,
      },
    ])
  })

  test('the next one is half prepared: fourteen have reported, four of them the same as last time', async () => {
    expect(
      await rows(
        `SELECT r.kind, count(*)::int AS n FROM meeting_reports r JOIN meetings m ON m.id = r.meeting_id WHERE m.local_date = '${next}' GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      { kind: 'nothing', n: 5 },
      { kind: 'something', n: 5 },
      { kind: 'unchanged', n: 4 },
    ])
    // Two questions were taken home from the last one: Nacka has one to answer, and the other was answered on the morning after, once that has come.
    const isAnswered = now >= instantOf(plusDays(before(1), 1), '09:40')
    expect(
      await rows(
        `SELECT a.code, m.local_date::text AS date, q.due_on::text AS due, w.version FROM meeting_questions q JOIN meetings m ON m.id = q.meeting_id JOIN actors a ON a.id = q.actor_id
         LEFT JOIN meeting_question_answers w ON w.question_id = q.id ORDER BY 1`,
      ),
    ).toEqual([
      { code: 'nacka', date: before(1), due: next, version: null },
      { code: 'region-stockholm', date: before(1), due: plusDays(before(1), 4), version: isAnswered ? 1 : null },
    ])
    // Two have corrected what they said: one before the last, one before the next.
    expect(
      await rows(
        `SELECT a.code, m.local_date::text AS date FROM meeting_reports r JOIN actors a ON a.id = r.actor_id JOIN meetings m ON m.id = r.meeting_id
         WHERE r.version = 2 AND m.local_date <= '${next}' AND (SELECT count(*) FROM meeting_report_versions v WHERE v.meeting_id = r.meeting_id AND v.actor_id = r.actor_id) = 2 ORDER BY 2`,
      ),
    ).toEqual([
      { code: 'varmdo', date: before(1) },
      { code: 'stockholm', date: next },
    ])
  })

  test('tell of nothing that has not happened yet, also on a Thursday when one is going on', async () => {
    const other = await cloneDatabase()
    const during = new Date(instantOf(next, '16:00').getTime() + 80 * 60_000)
    await loadDemo(other.ownerUrl, { now: during })
    const owner = new pg.Client({ connectionString: other.ownerUrl })
    await owner.connect()
    const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]
    try {
      expect(await one(`SELECT state FROM meetings WHERE local_date = '${next}' AND series_date IS NOT NULL`)).toEqual({
        state: 'planned',
      })
      expect(
        await one(
          `SELECT (SELECT max(distributed_at) FROM meetings) <= $1 AND (SELECT max(saved_at) FROM meeting_reports) <= $1 AND (SELECT max(at) FROM measure_events) <= $1
             AND (SELECT max(acknowledged_at) FROM situational_picture_acknowledgements) <= $1 AS past`,
          [during],
        ),
      ).toEqual({ past: true })
    } finally {
      await owner.end()
      await other.drop()
    }
  })

  test('were all at 16.00 in Stockholm, and none of their words says that anything was decided', async () => {
    expect(await count(`meetings WHERE series_date IS NOT NULL AND local_time <> '16:00'`)).toBe(0)
    expect(await count(`meeting_notes WHERE text ~* 'beslut'`)).toBe(0)
    expect(await count(`situational_picture_line_versions WHERE text ~* 'beslut'`)).toBe(0)
  })
})
