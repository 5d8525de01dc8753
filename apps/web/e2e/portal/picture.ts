import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { inMinutes } from './time.ts'

/** Opens the lägesbild of an incident as whoever is logged in on this page, and answers with its id: for tests that begin after that. */
export async function openPicture(page: Page, url: string, code: string): Promise<string> {
  const response = await page.request.post(`${url}/api/situational-pictures/incidents/${code}`, {
    headers: { origin: url, 'idempotency-key': randomUUID() },
    data: { cutOffAt: inMinutes(45), nextUpdateAt: inMinutes(165), handling: 'open' },
  })
  expect(response.status(), await response.text()).toBe(200)
  return ((await response.json()) as { id: string }).id
}

type Line = {
  heading: 'situation' | 'impact' | 'measures' | 'forecast' | 'needs'
  certainty: 'fact' | 'assumption'
  text: string
  notSecret?: boolean
}
/** Reports as whoever is logged in on this page, without the form. */
export async function reportTo(page: Page, url: string, id: string, number: number, lines: readonly Line[]): Promise<void> {
  const response = await page.request.post(`${url}/api/situational-pictures/${id}/reports`, {
    headers: { origin: url, 'idempotency-key': randomUUID() },
    data: { kind: lines.length > 0 ? 'lines' : 'nothing', number, lines },
  })
  expect(response.status(), await response.text()).toBe(201)
}

/** A line of the writer's own in the open draft. */
export async function addLine(page: Page, url: string, id: string, line: Line): Promise<void> {
  const response = await page.request.post(`${url}/api/situational-pictures/${id}/lines`, {
    headers: { origin: url, 'idempotency-key': randomUUID() },
    data: line,
  })
  expect(response.status(), await response.text()).toBe(201)
}

/** Writes the summary over what stands there, looks the texts through and publishes, as the form does. */
export async function publishVersion(page: Page, url: string, id: string, number: number, summary: string): Promise<void> {
  const headers = { origin: url, 'idempotency-key': randomUUID() }
  const draft = await page.request.get(`${url}/api/situational-pictures/${id}/draft`)
  const { texts } = (await draft.json()) as { texts: { field: string; version: number }[] }
  const basedOn = texts.find(({ field }) => field === 'summary')?.version ?? 0
  const saved = await page.request.put(`${url}/api/situational-pictures/${id}/texts/summary`, {
    headers: { origin: url },
    data: { text: summary, basedOn },
  })
  expect(saved.status(), await saved.text()).toBe(200)
  const press = (more: object) =>
    page.request.post(`${url}/api/situational-pictures/${id}/versions`, { headers, data: { number, ...more } })
  const first = await press({})
  const { current } = (await first.json()) as { current?: { texts: unknown } }
  const published = first.status() === 409 ? await press({ looked: current?.texts }) : first
  expect(published.status(), await published.text()).toBe(201)
}
