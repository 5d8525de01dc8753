import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Portal } from './portal.ts'
import { inMinutes } from './time.ts'

export type Incident = { code: string; title: string; activations: { id: string; state: string; version: number }[] }
type Wanted = {
  title: string
  forums?: readonly { forumCode: string; actorIds?: readonly string[] }[]
  isExercise?: boolean
  incidentCode?: string
  dialIn?: string
}

export const coordinating = 'regionalt-samordnande-forum'
export const directing = 'regionalt-inriktande-forum'
export const communication = 'kommunikationssamordningskonferens'

/** Calls out as whoever is logged in on this page, without the form: for tests that begin when the call-out is made. */
export async function callOut(
  page: Page,
  url: string,
  { title, forums = [{ forumCode: coordinating }], ...rest }: Wanted,
): Promise<Incident> {
  const response = await page.request.post(`${url}/api/activations`, {
    headers: { origin: url, 'idempotency-key': randomUUID() },
    data: {
      title,
      forums,
      isExercise: false,
      channel: 'telephone',
      conferenceAt: inMinutes(30),
      dialIn: '08-465 004 90, kod 4471',
      ...rest,
    },
  })
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()) as Incident
}

export { inMinutes }

export type Answer = {
  answer: 'participates' | 'follows' | 'not_concerned'
  person?: string
  deputy?: string
  etaMinutes?: number
  comment?: string
}

/** Answers as the personal link does, without its page. */
export async function answerBy(page: Page, link: string, answer: Answer) {
  const { origin, pathname } = new URL(link)
  return page.request.post(`${origin}/api/call-outs/links/${pathname.slice('/k/'.length)}`, { headers: { origin }, data: answer })
}

type Row = { actorId: string; actorCode: string; actorName: string; answers: { answer: string; isLate: boolean; person: string }[] }
export async function readBoard(page: Page, url: string, code: string): Promise<Row[]> {
  const response = await page.request.get(`${url}/api/call-outs/boards/${code}`)
  expect(response.status(), await response.text()).toBe(200)
  return ((await response.json()) as { rows: Row[] }).rows
}

/** The row of one actor on the board, whatever shape it has at this width and state. */
export const rowOf = (page: Page, actor: string) =>
  page.locator('[data-row]').filter({ has: page.getByRole('button', { name: actor, exact: true, includeHidden: true }) })

/** Opens the row of one actor, who may by now stand folded among those who are done: the board moves while one looks at it. */
export async function openRow(page: Page, actor: string): Promise<void> {
  const row = page.getByRole('button', { name: actor, exact: true })
  await expect(async () => {
    if (!(await row.isVisible())) await page.getByText(/^Klara \d+$/u).click({ timeout: 2_000 })
    await row.click({ timeout: 2_000 })
    // What a closing dialog leaves under the finger takes no second tap at once (H1).
    await expect(page.getByRole('dialog', { name: actor, exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}

/** Lets time pass for one incident: everything that is measured from or to is moved back. */
export async function letPass(portal: Portal, minutes: number, code: string): Promise<void> {
  const by = `make_interval(mins => ${minutes})`
  const activations = '(SELECT a.id FROM activations a JOIN incidents i ON i.id = a.incident_id WHERE i.code = $1)'
  const messages = '(SELECT m.id FROM outbox_messages m JOIN incidents i ON i.id = m.incident_id WHERE i.code = $1)'
  for (const [table, columns, which] of [
    ['incidents', ['opened_at'], 'code = $1'],
    ['activations', ['activated_at', 'call_out_at', 'conference_at'], `id IN ${activations}`],
    ['activation_actors', ['called_at', 'late_at'], `activation_id IN ${activations}`],
    ['call_outs', ['created_at'], 'incident_id = (SELECT id FROM incidents WHERE code = $1)'],
    ['outbox_attempts', ['started_at', 'finished_at'], `message_id IN ${messages}`],
  ] as const) {
    await portal.sql(`UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - ${by}`).join(', ')} WHERE ${which}`, [code])
  }
  // What the API has kept of the board is kept per version.
  await portal.sql('UPDATE incidents SET version = version + 1 WHERE code = $1', [code])
}
