import { verifyJournal } from '../../../apps/api/src/lib/journal-verification.ts'
import type { Environment } from '../environment.ts'
import { post } from '../incident.ts'
import { median, type Outcome } from '../outcome.ts'
import { cookieOf } from '../session.ts'
import { timeOf } from '@samverkan/prisma/owner'
import { COMMON, fillTenYears, RARE } from './fill.ts'

const ASKED = 15
const SLOWEST = { list: 1.5, search: 3 } as const
/** A search is slow to a person from here on, however quick it was while the portal was empty. */
const SEARCH_MS = 50

type Asked = { what: string; path: string; kind: keyof typeof SLOWEST; who?: 'admin' }
const asked = (year: number): Asked[] => [
  { what: 'Läget', path: '/api/home', kind: 'list' },
  { what: 'incidents', path: '/api/incidents', kind: 'list' },
  { what: 'incidents, searched', path: `/api/incidents?search=${COMMON}`, kind: 'search' },
  { what: 'timeline', path: '/api/incidents/@long/timeline', kind: 'list' },
  { what: 'timeline, searched', path: '/api/incidents/@long/timeline?search=kontakt', kind: 'search' },
  { what: 'search, common word', path: `/api/search?q=${COMMON}`, kind: 'search' },
  { what: 'search, rare word', path: `/api/search?q=${RARE}`, kind: 'search' },
  { what: 'meetings to come', path: '/api/meetings?when=coming', kind: 'list' },
  { what: 'meetings that were', path: '/api/meetings?when=past', kind: 'list' },
  { what: 'meetings, searched', path: `/api/meetings?when=past&search=${COMMON}`, kind: 'search' },
  { what: 'measures', path: '/api/measures', kind: 'list' },
  { what: 'measures, searched', path: `/api/measures?search=${COMMON}`, kind: 'search' },
  { what: 'outbox', path: '/api/outbox', kind: 'list' },
  { what: 'outbox, searched', path: `/api/outbox?search=${RARE}`, kind: 'search' },
  { what: 'lägesbilder', path: '/api/situational-pictures', kind: 'list' },
  { what: 'lägesbilder, searched', path: `/api/situational-pictures?search=${RARE}`, kind: 'search' },
  { what: 'users', path: '/api/users', kind: 'list', who: 'admin' },
  { what: 'users, searched', path: '/api/users?search=holm', kind: 'search', who: 'admin' },
  { what: 'board', path: '/api/call-outs/boards/@open', kind: 'list' },
  { what: 'heat map', path: `/api/assessments/heat-map/${year}`, kind: 'list' },
]

type Taken = { medians: Map<string, number>; pressMs: number; verifyUs: number }

/** Each endpoint as one person sees it, nearly empty and then with ten years in it; the same programs, the same minute. */
export async function loaded(environment: Environment): Promise<Outcome[]> {
  const portal = await environment.portal()
  const [cookie, admin] = [await cookieOf(portal, 'tib'), await cookieOf(portal, 'admin')]
  const [round] = await environment.owner<{ year: number }>('SELECT max(year) AS year FROM assessment_rounds')
  const endpoints = asked(round?.year ?? (await timeOf(environment.ownerUrl)).getFullYear())
  const [open] = await environment.owner<{ code: string }>(
    "SELECT code FROM incidents WHERE state = 'open' AND NOT is_exercise ORDER BY opened_at DESC LIMIT 1",
  )
  const pressed = open?.code ?? (await press(environment, cookie)).code

  const take = async (): Promise<Taken> => {
    // The incident with most rows: of the demo, then the one that went on for weeks.
    const [long] = await environment.owner<{ code: string }>(
      'SELECT i.code FROM incidents i JOIN (SELECT incident_id, count(*) AS n FROM journal GROUP BY 1) j ON j.incident_id = i.id ORDER BY j.n DESC LIMIT 1',
    )
    const medians = new Map<string, number>()
    for (const { what, path, who } of endpoints) {
      const url = portal.url + path.replace('@long', long?.code ?? '').replace('@open', pressed)
      const times: number[] = []
      for (let turn = 0; turn < ASKED; turn++) {
        const from = performance.now()
        const response = await fetch(url, { headers: { cookie: who ? admin : cookie } })
        const text = await response.text()
        if (!response.ok) throw new Error(`${url} answered ${response.status} ${text}`)
        times.push(performance.now() - from)
        if (times.length >= 3 && times.reduce((sum, one) => sum + one, 0) > 20_000) break
      }
      medians.set(what, median(times))
    }
    const pressMs = median(
      [await press(environment, cookie), await press(environment, cookie), await press(environment, cookie)].map(({ ms }) => ms),
    )
    const from = performance.now()
    const { rows, faults } = await verifyJournal(environment.ownerUrl, [], [])
    const wrong = faults.filter(({ what }) => what !== 'bad-signature')
    if (wrong.length > 0) throw new Error(`the chain does not hold: ${wrong[0]?.says}`)
    return { medians, pressMs, verifyUs: ((performance.now() - from) * 1_000) / rows }
  }

  environment.say('nearly empty …')
  await take()
  const before = await take()
  environment.say('ten years …')
  await fillTenYears(environment.superuserUrl, environment.say)
  await take()
  const after = await take()

  const lines = endpoints.flatMap(({ what, kind }): Outcome[] => {
    const [was, is] = [before.medians.get(what) ?? Number.NaN, after.medians.get(what) ?? Number.NaN]
    const line = (value: number, unit: Outcome['unit'], bound: Outcome['bound'], name = what): Outcome => ({
      what: name,
      portal: `${is.toFixed(1)} ms`,
      beside: `nearly empty ${was.toFixed(1)} ms`,
      value,
      unit,
      bound,
    })
    const ratio = line(is / was, '×', { atMost: SLOWEST[kind] })
    return kind === 'search' ? [ratio, line(is, 'ms', { atMost: SEARCH_MS }, `${what}, by itself`)] : [ratio]
  })
  return [
    ...lines,
    {
      what: 'press on 37 actors',
      portal: `${after.pressMs.toFixed(0)} ms`,
      beside: `nearly empty ${before.pressMs.toFixed(0)} ms`,
      value: after.pressMs / before.pressMs,
      unit: '×',
      bound: { atMost: SLOWEST.list },
    },
    {
      what: 'verifying the journal, per row',
      portal: `${after.verifyUs.toFixed(1)} µs`,
      beside: `nearly empty ${before.verifyUs.toFixed(1)} µs`,
      value: after.verifyUs / before.verifyUs,
      unit: '×',
      bound: { atMost: SLOWEST.list },
    },
  ]
}

async function press(environment: Environment, cookie: string): Promise<{ code: string; ms: number }> {
  const body = {
    title: 'Strömavbrott i norra länet',
    isExercise: false,
    forums: [{ forumCode: 'regionalt-samordnande-forum' }],
    channel: 'telephone',
    conferenceAt: new Date((await timeOf(environment.ownerUrl)).getTime() + 30 * 60_000).toISOString(),
    dialIn: '08-000 00 00, kod 1234',
  }
  const from = performance.now()
  const { code } = (await (await post(await environment.portal(), '/api/activations', cookie, body)).json()) as { code: string }
  return { code, ms: performance.now() - from }
}
