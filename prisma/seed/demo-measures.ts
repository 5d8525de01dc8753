import { addMinutes, stockholmDate } from '@samverkan/domain'
import type pg from 'pg'
import { exercise, exerciseId, exerciseStart } from './demo-exercise.ts'
import { contactLogin, type DemoActor } from './demo-people.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const DAY = 24 * 60 * 60_000
const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)

type State = 'open' | 'in_progress' | 'done' | 'cancelled'
type Note = { daysAgo: number; login: string; functionCode: string; actor: string | null; note: string; to?: State }
type Told = {
  word: string
  title: string
  description?: string
  /** null: the office. */
  owner: string | null
  dueInDays: number
  state: State
  history: Note[]
}

/** What the exercise led to, in every state. Invented, like everything in the demo. */
const fromExercise: Told[] = [
  {
    word: 'nykvarn',
    title: 'Rätta numret till kontaktfunktionen i kontaktlistan',
    description: 'Numret i listan gick till en växel som är stängd utanför kontorstid. Klar när provringning efter kl. 18 har besvarats.',
    owner: 'nykvarn',
    dueInDays: -2,
    state: 'open',
    history: [
      { daysAgo: 1, login: 'kansli', functionCode: 'koordinator', actor: null, note: 'Påminde i går, återkommer på torsdagens konferens.' },
    ],
  },
  {
    word: 'nacka',
    title: 'Prova reservkraften på ledningsplatsen',
    description: 'Full last i två timmar, med Rakel och telefoni på reservkraft.',
    owner: 'nacka',
    dueInDays: 9,
    state: 'in_progress',
    history: [
      {
        daysAgo: 6,
        login: 'kontakt.nacka',
        functionCode: 'contact-function',
        actor: 'nacka',
        note: 'Fastighet har fått uppdraget, provet är bokat.',
        to: 'in_progress',
      },
      {
        daysAgo: 2,
        login: 'chef.nacka',
        functionCode: 'rep-directing',
        actor: 'nacka',
        note: 'Leverantören behöver byta ett filter först. Tiden håller.',
      },
    ],
  },
  {
    word: 'office',
    title: 'Boka nästa larmövning med samordningsgruppen',
    owner: null,
    dueInDays: 12,
    state: 'in_progress',
    history: [
      { daysAgo: 4, login: 'kansli', functionCode: 'koordinator', actor: null, note: 'Två datum är föreslagna.', to: 'in_progress' },
    ],
  },
  {
    word: 'trafikverket',
    title: 'Lämna direktnummer till vägtrafikledningen för dygnet runt',
    owner: 'trafikverket',
    dueInDays: 6,
    state: 'open',
    history: [],
  },
  {
    word: 'botkyrka',
    title: 'Lista vilka äldreboenden som har reservkraft',
    owner: 'botkyrka',
    dueInDays: 1,
    state: 'done',
    history: [
      {
        daysAgo: 5,
        login: `${contactLogin.contact}.botkyrka`,
        functionCode: 'contact-function',
        actor: 'botkyrka',
        note: '11 av 14 har egen reservkraft, tre har uttag för mobilt aggregat.',
        to: 'done',
      },
    ],
  },
  {
    word: 'salem',
    title: 'Extra provlarm till kontaktfunktionen',
    owner: 'salem',
    dueInDays: 4,
    state: 'cancelled',
    history: [
      {
        daysAgo: 3,
        login: 'tib',
        functionCode: 'lst-tib',
        actor: 'lst-stockholm',
        note: 'Ersätts av regionens nästa larmövning.',
        to: 'cancelled',
      },
    ],
  },
]

/** What Nacka does about its gaps. */
const fromNacka: (Told & { sub: string })[] = [
  {
    word: 'nacka/1.3',
    sub: '1.3',
    title: 'Rutin med HR: numret tas bort samma dag någon slutar',
    owner: 'nacka',
    dueInDays: 20,
    state: 'in_progress',
    history: [
      {
        daysAgo: 8,
        login: 'skattare.nacka',
        functionCode: 'assessor',
        actor: 'nacka',
        note: 'HR har sagt ja. Texten till rutinen är skriven.',
        to: 'in_progress',
      },
    ],
  },
  {
    word: 'nacka/2.6',
    sub: '2.6',
    title: 'Utbilda två till som kan leda konferens kvällar och helger',
    owner: 'nacka',
    dueInDays: 75,
    state: 'open',
    history: [],
  },
  {
    word: 'nacka/2.4',
    sub: '2.4',
    title: 'Få med Nacka i kansliets övning om alternativa händelseutvecklingar',
    owner: null,
    dueInDays: 40,
    state: 'open',
    history: [],
  },
]

/** What others do, so that the region has something to count. */
const others: Record<string, string> = {
  '2.4': 'Öva alternativa händelseutvecklingar i staben',
  '2.6': 'Bemanna för två konferenser samtidigt',
  '3.6': 'Planera för ytterligare händelser under pågående',
  '5.5': 'Ta fram mall för samordnade budskap',
}

/**
 * Measures of the exercise and of gaps in this year's self-assessment. Only where there is none yet, and nothing of it in the journal:
 * that is a chain, and these things would have happened before what stands in it.
 */
export async function loadMeasures(client: pg.Client, actors: DemoActor[], now: Date): Promise<boolean> {
  const { rows: existing } = await client.query('SELECT FROM measures LIMIT 1')
  const { rows: incidents } = await client.query('SELECT FROM incidents WHERE id = $1', [exerciseId('incident')])
  if (existing.length > 0 || incidents.length === 0) return false
  const created = addMinutes(exerciseStart(now), exercise.closedAfterMinutes - 20)
  await write(client, now, created, 'tib', { functionCode: 'lst-tib', actor: 'lst-stockholm' }, fromExercise, () => ({
    incident_id: exerciseId('incident'),
    activation_id: exerciseId('activation'),
  }))

  const { rows: assessments } = await client.query<{ id: string; actor_id: string; framework_id: string }>(
    `SELECT a.id, a.actor_id, a.framework_id FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id WHERE r.state = 'open'`,
  )
  const { rows: subs } = await client.query<{ id: string; code: string; framework_id: string }>(
    'SELECT id, code, framework_id FROM capability_sub_capabilities',
  )
  const gapOf = (code: string, sub: string) => {
    const assessment = assessments.find((one) => one.actor_id === actorId(code))
    const found = subs.find((one) => one.code === sub && one.framework_id === assessment?.framework_id)
    if (!assessment || !found) return undefined
    return {
      gap_assessment_id: assessment.id,
      gap_actor_id: assessment.actor_id,
      gap_framework_id: assessment.framework_id,
      gap_sub_capability_id: found.id,
    }
  }
  const weeksAgo = (weeks: number): Date => new Date(now.getTime() - weeks * 7 * DAY)
  await write(client, now, weeksAgo(2), 'skattare.nacka', { functionCode: 'assessor', actor: 'nacka' }, fromNacka, ({ sub }) =>
    gapOf('nacka', sub),
  )
  // Somebody works on a gap that its answers show, never on one that nobody has found: two of three of them.
  const { rows: gaps } = await client.query<{ actor: string; sub: string }>(
    `SELECT DISTINCT k.code AS actor, s.code AS sub, k.sort_order FROM assessment_answers w JOIN assessments a ON a.id = w.assessment_id
       JOIN assessment_rounds r ON r.id = a.round_id JOIN actors k ON k.id = a.actor_id JOIN capability_indicators i ON i.id = w.indicator_id
       JOIN capability_sub_capabilities s ON s.id = i.sub_capability_id
     WHERE r.state = 'open' AND k.code <> 'nacka' AND s.code = ANY ($1)
       AND w.value < (SELECT max(l.value) FROM assessment_scale_levels l WHERE l.scale_code = r.scale_code) ORDER BY s.code, k.sort_order`,
    [Object.keys(others)],
  )
  for (const [sub, title] of Object.entries(others)) {
    const those = gaps.filter((gap) => gap.sub === sub).filter((_, index) => index % 3 !== 2)
    for (const [index, { actor: code }] of those.entries()) {
      const login = `${contactLogin.directing}.${code}`
      const begun = index % 3 === 0
      const told: Told = {
        word: `${code}/${sub}`,
        title,
        owner: code,
        dueInDays: 25 + ((actors.findIndex((actor) => actor.code === code) * 11) % 60),
        state: begun ? 'in_progress' : 'open',
        history: begun ? [{ daysAgo: 3, login, functionCode: 'rep-directing', actor: code, note: '', to: 'in_progress' }] : [],
      }
      await write(client, now, weeksAgo(1), login, { functionCode: 'rep-directing', actor: code }, [told], () => gapOf(code, sub))
    }
  }
  return true
}

/** Nobody sets a Sunday as the last day: the Friday before a weekend. */
const workingDay = (at: Date): string => {
  const back = [2, 0, 0, 0, 0, 0, 1][new Date(`${stockholmDate(at)}T12:00:00Z`).getUTCDay()] ?? 0
  return stockholmDate(new Date(at.getTime() - back * DAY))
}

/** The measures with their story: the creation first, then what was said, the newest state last. */
async function write<T extends Told>(
  client: pg.Client,
  now: Date,
  created: Date,
  by: string,
  as: { functionCode: string; actor: string },
  list: readonly T[],
  originOf: (told: T) => Record<string, string> | undefined,
): Promise<void> {
  for (const told of list) {
    const origin = originOf(told)
    if (!origin) continue
    const id = stableId('demo/measures', told.word)
    const at = (daysAgo: number): Date => new Date(now.getTime() - daysAgo * DAY)
    const ended = told.state === 'done' || told.state === 'cancelled' ? told.history.at(-1) : undefined
    await insertMissing(client, 'measures', [
      {
        id,
        title: told.title,
        description: told.description ?? '',
        owner_actor_id: told.owner === null ? null : actorId(told.owner),
        owner_office: told.owner === null,
        due_on: workingDay(new Date(now.getTime() + told.dueInDays * DAY)),
        state: told.state,
        ended_at: ended ? at(ended.daysAgo) : null,
        cancel_reason: told.state === 'cancelled' ? (ended?.note ?? null) : null,
        ...origin,
        created_at: created,
        created_by: userId(by),
        version: 1 + told.history.filter((one) => one.to).length,
      },
    ])
    let from: State = 'open'
    let version = 1
    const events = told.history.map((one, index) => {
      const event = {
        id: stableId('demo/measure_events', `${told.word}/${index + 1}`),
        kind: one.to ? 'moved' : 'noted',
        at: at(one.daysAgo),
        by_user_id: userId(one.login),
        by_actor_id: one.actor === null ? null : actorId(one.actor),
        by_function_code: one.functionCode,
        from_state: one.to ? from : null,
        to_state: one.to ?? null,
        note: one.note,
        version: one.to ? ++version : version,
      }
      if (one.to) from = one.to
      return event
    })
    const first = {
      id: stableId('demo/measure_events', `${told.word}/0`),
      kind: 'created',
      at: created,
      by_user_id: userId(by),
      by_actor_id: actorId(as.actor),
      by_function_code: as.functionCode,
      from_state: null,
      to_state: null,
      note: '',
      version: 1,
    }
    await insertMissing(
      client,
      'measure_events',
      [first, ...events].map((event) => ({ ...event, measure_id: id })),
    )
  }
}
