import type { Environment, Server } from './environment.ts'
import type { HttpLoad, HttpOrder } from './load/http.ts'
import { median } from './outcome.ts'

const ROUNDS = 5
/** As many at once as one duty officer's region would hardly reach; more only lengthens the queues of both sides. */
const CONNECTIONS = 10

export type Side = Pick<HttpOrder, 'url' | 'requests' | 'inOrder' | 'withKey' | 'inTurn'> & {
  seconds?: number
  /** What must be so when its turn comes. */
  before?: () => Promise<unknown>
}
export type Comparison<Name extends string> = {
  /** Median of the rounds. */
  perSecond: Record<Name, number>
  medianMs: Record<Name, number>
  /** Median of the ratios of each round: noise that hits a whole round hits both sides of its ratio. */
  ratio: (a: Name, b: Name) => number
}

/** Turns of load, one side after the other and in the other order next round, so that a slow minute slows everybody. */
export async function compare<Name extends string>(
  environment: Environment,
  sides: Record<Name, Side>,
  connections = CONNECTIONS,
): Promise<Comparison<Name>> {
  const names = Object.keys(sides) as Name[]
  const turn = async (name: Name, seconds: number): Promise<HttpLoad> => {
    const { before, ...side } = sides[name]
    await before?.()
    return environment.load({ ...side, connections, seconds })
  }
  for (const name of names) await turn(name, 1)
  const rounds: Record<Name, HttpLoad>[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const results = {} as Record<Name, HttpLoad>
    for (const name of round % 2 === 0 ? names : names.toReversed()) results[name] = await turn(name, sides[name].seconds ?? 2)
    rounds.push(results)
  }
  const each = (take: (load: HttpLoad) => number): Record<Name, number> =>
    Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => take(round[name])))])) as Record<Name, number>
  return {
    perSecond: each((load) => load.perSecond),
    medianMs: each((load) => load.medianMs),
    ratio: (a, b) => median(rounds.map((round) => round[a].perSecond / round[b].perSecond)),
  }
}

export const rate = (perSecond: number): string => `${perSecond.toFixed(0)}/s`

/** Gives the bare server something to hold in memory. */
export async function keep(bare: Server, name: string, text: string): Promise<void> {
  await fetch(`${bare.url}/bytes/${name}`, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: text })
}
