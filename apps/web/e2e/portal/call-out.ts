import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'

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

export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

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
