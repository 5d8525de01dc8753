import { deepStrictEqual } from 'node:assert'
import { readHeatMap } from '../../../apps/api/src/features/assessments/heat-map-store.ts'
import { compare, rate } from '../compare.ts'
import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { findPgbench, pgbenchMedianMs } from '../pgbench.ts'
import { cookieOf } from '../session.ts'
import { giveStatement, statementOf } from '../statement.ts'

type Map = { rows: unknown[]; columns: unknown[] }
const office = { userId: null, actorId: null, functionCode: 'koordinator', scope: 'region' } as const

/** 37 actors × 28 sub-capabilities with last year beside them, as the office sees it. One statement, which the bare server sends as well. */
export async function heatMap(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const cookie = await cookieOf(portal, 'kansli')
  const [round] = await environment.owner<{ year: number }>(`SELECT max(year) AS year FROM assessment_rounds WHERE state <> 'prepared'`)
  const year = round?.year ?? 0
  const statement = await statementOf(office, (tx) => readHeatMap(tx, year))
  await giveStatement(bare, 'heat-map', statement)
  const path = `/api/assessments/heat-map/${year}`
  const read = async (url: string, headers: Record<string, string> = {}): Promise<Map> =>
    (await (await fetch(url, { headers })).json()) as Map
  const whole = await read(portal.url + path, { cookie })
  deepStrictEqual(await read(`${bare.url}/statements/heat-map`), whole)
  const sides = {
    portal: { url: portal.url, requests: [{ method: 'GET' as const, path, headers: { cookie } }], inTurn: true },
    statement: { url: bare.url, requests: [{ method: 'GET' as const, path: '/statements/heat-map' }], inTurn: true },
  }
  const { perSecond, medianMs, ratio } = await compare(environment, sides, 1)
  const what = `heat map (${whole.rows.length} actors × ${whole.columns.length})`
  const pgbench = findPgbench()
  // Without pgbench the same question is put to a prepared statement of the driver, which is the slower of the two.
  const besideMs = pgbench ? await pgbenchMedianMs(environment, pgbench, statement, 5) : medianMs.statement
  const ms = (time: number): string => `${time.toFixed(1)} ms`
  return [
    {
      what,
      portal: rate(perSecond.portal),
      beside: `the same statement, prepared, sent as it is ${rate(perSecond.statement)}`,
      value: ratio('portal', 'statement'),
      unit: '×',
      bound: { atLeast: 0.85 },
    },
    {
      what: 'heat map, the median answer',
      portal: ms(medianMs.portal),
      beside: pgbench
        ? `the same SQL through pgbench ${ms(besideMs)}`
        : `no pgbench on this machine: the same statement, prepared, through the bare server ${ms(besideMs)}`,
      value: medianMs.portal / besideMs,
      unit: '×',
      bound: { atMost: 2 },
    },
  ]
}
