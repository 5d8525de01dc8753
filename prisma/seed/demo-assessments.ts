import { createHash } from 'node:crypto'
import { stockholm, zone } from '@samverkan/domain'
import type pg from 'pg'
import { contactLogin, type DemoActor } from './demo-people.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const DAY = 24 * 60 * 60_000
const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)

/** How often an indicator is not yet fulfilled, by sub-capability; the others are well in hand. Invented, like everything in the demo. */
const hard: Record<string, number> = {
  '2.4': 0.5,
  '2.6': 0.45,
  '3.6': 0.45,
  '5.5': 0.35,
  '3.5': 0.3,
  '1.3': 0.25,
  '4.4': 0.25,
  '5.7': 0.2,
  '3.1': 0.15,
  '5.2': 0.15,
  '2.8': 0.5,
}
const usual = 0.05
/** A number between 0 and 1 that is always the same for the same words. */
const chance = (words: string): number => createHash('sha256').update(words).digest().readUInt32BE(0) / 2 ** 32

/** How far each has come this year: signed, waiting for a signature, so many of the 28 answered, or not begun. */
type Progress = 'signed' | 'ready' | number
const progressOf = (code: string, place: number): Progress => {
  // Two to three capabilities left for the assessor who logs in.
  if (code === 'nacka') return 10
  if (place % 5 === 1 || place % 7 === 3) return 'signed'
  if (place % 11 === 4) return 'ready'
  return place % 3 === 0 ? 2 + ((place * 7) % 24) : 0
}

const comments: Record<string, string> = {
  'nacka/1.3.1': 'Två nummer i listan gick till personer som slutat. Rättat, och rutinen ses över med HR.',
  'nacka/2.6.1': 'Vi klarar telefon och Rakel samtidigt dagtid. Kvällar och helger finns bara en som kan leda.',
  'salem/2.4.1': 'Övas nästa gång tillsammans med grannkommunerna.',
}
/** What the comments are about, and what Nacka has a measure for, is not there yet. */
const partly = new Set([...Object.keys(comments), 'nacka/2.4.1'])
/** What some actors do not have at all. */
const without: Record<string, string[]> = { kustbevakningen: ['3.5'], 'stockholms-hamnar': ['3.5', '5.4'], 'fm-mrm': ['3.5'] }

type Indicator = { id: string; code: string; sub: string; framework_id: string }

const valueOf = (actor: string, indicator: Indicator, isThisYear: boolean): number | null => {
  if (without[actor]?.includes(indicator.sub)) return null
  const weakness = 0.5 + chance(`actor ${actor}`)
  const limit = (hard[indicator.sub] ?? usual) * weakness * (isThisYear ? 0.8 : 1)
  const drawn = chance(`${actor} ${indicator.code}`)
  if (drawn >= limit) return 2
  return drawn < limit * 0.3 ? 0 : 1
}

/** The Friday at least three weeks ahead, as a date in Stockholm. */
const dueOn = (now: Date): string => {
  for (let ahead = 21; ; ahead++) {
    const at = new Date(now.getTime() + ahead * DAY)
    if (new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(at) === 'Fri')
      return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
  }
}

/**
 * Last year's round, signed by all and reported, and this year's, open and under way. Only where there is no round yet. Nothing is added
 * to the journal: it is a chain, and these things would have happened before what stands in it.
 */
export async function loadAssessments(client: pg.Client, actors: DemoActor[], now: Date): Promise<boolean> {
  const { rows: rounds } = await client.query('SELECT FROM assessment_rounds LIMIT 1')
  const { rows: indicators } = await client.query<Indicator>(
    `SELECT i.id, i.code, s.code AS sub, i.framework_id FROM capability_indicators i JOIN capability_sub_capabilities s ON s.id = i.sub_capability_id
     JOIN capabilities c ON c.id = s.capability_id JOIN capability_frameworks f ON f.id = i.framework_id
     WHERE f.code = 'GF-2019' AND i.assessed_by_actor AND i.audience = 'all_actors' ORDER BY c.number, s.sort_order, i.seq`,
  )
  if (rounds.length > 0 || indicators.length === 0) return false
  const year = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric' }).format(now))
  await loadRound(client, actors, indicators, {
    year: year - 1,
    openedAt: stockholm(year - 1, 10, 6, 9),
    due: `${year - 1}-12-12`,
    closedAt: stockholm(year - 1, 12, 15, 9),
    now,
  })
  await loadRound(client, actors, indicators, { year, openedAt: new Date(now.getTime() - 20 * DAY), due: dueOn(now), closedAt: null, now })
  return true
}

type Round = { year: number; openedAt: Date; due: string; closedAt: Date | null; now: Date }

async function loadRound(client: pg.Client, actors: DemoActor[], indicators: Indicator[], round: Round): Promise<void> {
  const roundId = stableId('demo/assessment_rounds', String(round.year))
  const assessmentId = (code: string) => stableId('demo/assessments', `${round.year}/${code}`)
  const framework = indicators[0]!.framework_id
  const isThisYear = round.closedAt === null
  // Between the opening and the end (or now), the same hour for the same actor.
  const until = (round.closedAt ?? round.now).getTime() - 2 * DAY
  const at = (code: string) =>
    new Date(round.openedAt.getTime() + chance(`when ${round.year} ${code}`) * (until - round.openedAt.getTime()))
  await insertMissing(client, 'assessment_rounds', [
    {
      id: roundId,
      framework_id: framework,
      scale_code: 'three-levels',
      year: round.year,
      state: 'open',
      due_on: round.due,
      prepared_by: userId('kansli'),
      prepared_at: new Date(round.openedAt.getTime() - 7 * DAY),
      opened_at: round.openedAt,
      version: 2,
    },
  ])
  await insertMissing(
    client,
    'assessments',
    actors.map(({ code }) => ({
      id: assessmentId(code),
      round_id: roundId,
      framework_id: framework,
      actor_id: actorId(code),
      is_designated: false,
      state: 'not_started',
      version: 1,
    })),
  )
  const subs = [...new Set(indicators.map(({ sub }) => sub))]
  const progress = actors.map(({ code }, place) => ({
    code,
    at: at(code),
    far: isThisYear ? progressOf(code, place) : ('signed' as const),
  }))
  await insertMissing(
    client,
    'assessment_answers',
    progress.flatMap(({ code, at: savedAt, far }) =>
      indicators
        .filter(
          ({ sub, code: indicator }) =>
            typeof far !== 'number' || (subs.indexOf(sub) < far && !(code === 'nacka' && indicator === '1.3.3')),
        )
        .map((indicator) => {
          const value = valueOf(code, indicator, isThisYear)
          return {
            assessment_id: assessmentId(code),
            indicator_id: indicator.id,
            framework_id: framework,
            actor_id: actorId(code),
            value: isThisYear && partly.has(`${code}/${indicator.code}`) ? 1 : value,
            not_applicable: value === null,
            comment: isThisYear ? (comments[`${code}/${indicator.code}`] ?? '') : '',
            version: 1,
            saved_at: savedAt,
            saved_by: code === 'nacka' ? userId('skattare.nacka') : userId(`${contactLogin.contact}.${code}`),
          }
        }),
    ),
  )
  const those = (wanted: (far: Progress) => boolean) => progress.filter(({ far }) => wanted(far))
  await client.query(`UPDATE assessments SET state = 'in_progress', version = 2 WHERE id = ANY ($1)`, [
    those((far) => typeof far === 'number' && far > 0).map(({ code }) => assessmentId(code)),
  ])
  for (const { code, at: handedInAt, far } of those((one) => typeof one !== 'number')) {
    await client.query(
      `UPDATE assessments SET state = $2, version = 3, handed_in_at = $3, handed_in_by = $4, submitted_at = CASE WHEN $2 = 'submitted' THEN $5::timestamptz END, signed_by = CASE WHEN $2 = 'submitted' THEN $6::uuid END
       WHERE id = $1`,
      [
        assessmentId(code),
        far === 'signed' ? 'submitted' : 'ready_for_sign_off',
        handedInAt,
        code === 'nacka' ? userId('skattare.nacka') : userId(`${contactLogin.contact}.${code}`),
        new Date(handedInAt.getTime() + DAY),
        userId(`${contactLogin.directing}.${code}`),
      ],
    )
  }
  if (round.closedAt)
    await client.query(`UPDATE assessment_rounds SET state = 'reported', closed_at = $2, version = 5 WHERE id = $1`, [
      roundId,
      round.closedAt,
    ])
}
