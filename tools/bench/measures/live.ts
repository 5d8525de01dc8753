import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Environment } from '../environment.ts'
import type { LiveAnswer, LiveOrder } from '../load/live.ts'
import { median, type Outcome, percentile } from '../outcome.ts'
import { cookiesOf } from '../session.ts'

const CLIENTS = 1_000
const ROUNDS = 40
const WARM_UP = 10

/** Everybody looks at the board; one answer is committed; when has the last screen heard of it? */
export async function liveUpdates(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const cookies = await cookiesOf(environment, 'kontakt.', CLIENTS)
  const order = environment.children.helper<LiveOrder, LiveAnswer>('live', join(import.meta.dirname, '..', 'load', 'live.ts'))
  await order({ open: { name: 'portal', url: portal.url, path: '/api/journal/stream', cookies } })
  await order({ open: { name: 'bare', url: bare.url, path: '/stream', cookies: cookies.map(() => 'sid=none') } })

  const { ownerUrl } = environment
  const subject = randomUUID()
  const payload = JSON.stringify({ id: 1, type: 'call-outs.answered', subject: `activation:${subject}`, version: null, incidentId: null })
  const sides = {
    portal: [
      { text: `SELECT journal_append(app_now(), 'call-outs.answered', 'activation', $1, NULL, NULL, NULL, '{}', NULL)`, values: [subject] },
    ],
    bare: [
      {
        text: `INSERT INTO bench.answers (id, answer, person, answered_at) VALUES (gen_random_uuid(), 'participates', 'A', app_now())`,
        values: [],
      },
      { text: `SELECT pg_notify('bench', $1)`, values: [payload] },
    ],
  }
  const took = { portal: [] as number[], bare: [] as number[] }
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const names = ['portal', 'bare'] as const
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { lastMs } = await order({ commit: { ownerUrl, name, statements: sides[name] } })
      if (round >= WARM_UP) took[name].push(lastMs ?? Number.NaN)
    }
  }
  const say = (values: number[]): string => `${median(values).toFixed(1)} ms (95 %: ${percentile(values, 0.95).toFixed(1)} ms)`
  return [
    {
      what: `commit → last of ${CLIENTS.toLocaleString('en')} live clients`,
      portal: say(took.portal),
      beside: `bare SSE, the notice written out as it came ${say(took.bare)}`,
      value: median(took.portal.map((ms, round) => ms / took.bare[round]!)),
      unit: '×',
      bound: { atMost: 1.5 },
    },
  ]
}
