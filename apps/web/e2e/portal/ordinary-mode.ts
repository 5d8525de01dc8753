import { address } from './people.ts'
import type { Portal } from './portal.ts'

type Page<T> = { items: T[] }
type Remaining = { current?: { measures?: { id: string; version: number; dueOn: string }[] } }
type Incident = { code: string; activations: { id: string; state: string; version: number }[] }

/** Ends everything that a test left open, so that the next one finds the region in ordinary mode. */
export async function backToOrdinaryMode(portal: Portal): Promise<void> {
  // What it called in was not a moment ago: the next test, or this one tried again, is not asked whether it is the same event.
  await portal.sql("UPDATE call_outs SET created_at = created_at - interval '1 hour' WHERE created_at > app_now() - interval '30 minutes'")
  const [open] = await portal.sql("SELECT FROM activations WHERE state <> 'closed' LIMIT 1")
  if (!open) return
  const logIn = await fetch(`${portal.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { origin: portal.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: address('tib') }),
  })
  const cookie = logIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const send = (path: string, body?: unknown) =>
    fetch(`${portal.url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, origin: portal.url, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const ask = async <T>(path: string): Promise<T> => {
    const response = await send(path)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const close = async (id: string, version: number): Promise<void> => {
    const path = `/activations/${id}/close`
    const body = { note: 'Provet är slut.', version }
    const first = await send(path, body)
    if (first.ok) return
    const refusal = await first.text()
    // Measures that a test did not come to the end of stay with their owners.
    const measures = (JSON.parse(refusal) as Remaining).current?.measures?.map((one) => ({
      choice: 'stay',
      id: one.id,
      version: one.version,
      dueOn: one.dueOn,
    }))
    const again = measures && (await send(path, { ...body, measures }))
    if (!again?.ok) throw new Error(`${path}: ${again ? await again.text() : refusal}`)
  }
  const { items } = await ask<Page<{ code: string }>>('/incidents?state=open')
  for (const { code } of items) {
    const { activations } = await ask<Incident>(`/incidents/${code}`)
    for (const { id, version } of activations.filter(({ state }) => state !== 'closed')) await close(id, version)
  }
}
