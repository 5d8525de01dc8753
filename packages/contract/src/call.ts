import type { ProblemCode, SecretMark } from '@samverkan/domain'
import type { BodyIn, ParamsIn, QueryIn, ResponseOf, Route } from './route.ts'

/** RFC 9457 as the API sends it. `current` holds the newer row when a version was stale. */
export type ProblemDocument = {
  type: string
  status: number
  code: ProblemCode
  title: string
  requestId: string
  errors?: { pointer: string; code: string }[]
  current?: unknown
  retryAfterSeconds?: number
}

/** A refused call. `offline` calls never reached the API, or their answer never came back. */
export class CallError extends Error {
  readonly code: ProblemCode | 'offline'
  readonly problem: ProblemDocument | null
  constructor(code: ProblemCode | 'offline', problem: ProblemDocument | null) {
    super(code)
    this.name = 'CallError'
    this.code = code
    this.problem = problem
  }
}

export type CallOptions<T> = {
  params?: ParamsIn<T>
  query?: QueryIn<T>
  body?: BodyIn<T>
  /** For routes that demand one: make it when the form opens, keep it until the answer has come. */
  idempotencyKey?: string
  signal?: AbortSignal
  base?: string
  /** Whoever writes has said that the marked words are none. */
  notSecret?: boolean
}

/** Words that carry a marking of secrecy, as the API answers `looks-secret`: where they stand in the body, and what they say. */
export type AskedWords = { pointer: string; text: string; marks: SecretMark[] }
let ask: (asked: readonly AskedWords[], where: string) => Promise<boolean> = () => Promise.resolve(false)
/** Who is asked when words look secret, once for the whole portal: true sends them all the same, false leaves the refusal to the form. */
export const whenAsked = (how: typeof ask): void => {
  ask = how
}
const askedIn = (problem: ProblemDocument | null): readonly AskedWords[] => {
  const current = problem?.code === 'looks-secret' ? (problem.current as { asked?: readonly AskedWords[] } | undefined) : undefined
  return current?.asked ?? []
}

/** Every answer of the API says what time it is there, to the millisecond: a page must not trust its device (`apps/web/src/lib/now.ts`). */
export const serverTimeHeader = 'server-time'
type Heard = (serverTime: string, askedAt: number) => void
let heard: Heard = () => undefined
/** Told of it, with when the question left by `performance.now()`. One listener, for the page as a whole. */
export function onServerTime(tell: Heard): void {
  heard = tell
}

const pathOf = (path: string, params: Record<string, unknown>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))

const queryOf = (query: Record<string, unknown>): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

let actingAs: string | null = null
/** Which held function the page acts as, said with everything it changes: a cookie that has come to belong to somebody else does nothing in their name. */
export const callAs = (userFunctionId: string | null): void => {
  actingAs = userFunctionId
}

/** Calls a route over fetch. Throws CallError for every refusal and for a lost network. */
export const call = async <T extends Route>(route: T, options: CallOptions<T> = {}): Promise<ResponseOf<T>> => {
  const params = pathOf(route.path, (options.params ?? {}) as Record<string, unknown>)
  const url = (options.base ?? '') + params + queryOf((options.query ?? {}) as Record<string, unknown>)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.notSecret) headers['not-secret'] = '1'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  if (actingAs !== null && route.method !== 'GET' && route.access !== 'public') headers['x-acting-as'] = actingAs
  let response: Response
  let text: string
  const askedAt = performance.now()
  try {
    response = await fetch(url, {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const time = response.headers.get(serverTimeHeader)
    if (time) heard(time, askedAt)
    text = await response.text()
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new CallError('offline', null)
  }
  if (response.status === 204) return null as ResponseOf<T>
  if (response.ok) return JSON.parse(text) as ResponseOf<T>
  let problem: ProblemDocument | null = null
  try {
    problem = JSON.parse(text) as ProblemDocument
  } catch {
    // A proxy's own error page: nothing of ours to read.
  }
  const asked = askedIn(problem)
  if (asked.length > 0 && !options.notSecret && (await ask(asked, url))) return call(route, { ...options, notSecret: true })
  throw new CallError(problem?.code ?? (response.status >= 500 ? 'unavailable' : 'unexpected'), problem)
}
