import type { Person, TestApp } from '../app.ts'
import type { Built } from '../builders.ts'

export const roles = ['nobody', 'salem', 'nacka', 'reader', 'admin', 'office', 'tib', 'system'] as const
export type Role = (typeof roles)[number]

/** What the rows point at. Writes get things of their own, so that no cell depends on another. */
export type World = {
  t: TestApp
  me: Person | null
  nackaContact: Person
  salemContact: Person
  shared: { code: string; messageId: string; activationId: string }
  /** A fresh incident to which Nacka alone is called. */
  incident: () => Promise<Built>
  /** A fresh request for activation from Nacka. */
  request: () => Promise<string>
  /** Nacka's self-assessment in an open round. */
  assessmentId: string
  /** A measure that Nacka owns, and one about a gap of Nacka's; both fresh. */
  measure: () => Promise<string>
  gapMeasure: () => Promise<string>
  /** A chain of lägesbilder with version 1 published and version 2 being written, and a line of it. */
  picture: { id: string; lineId: string }
  /** A fresh one of an incident that Nacka is called to. */
  freshPicture: () => Promise<{ id: string; lineId: string }>
  /** A fresh one whose next version can be published: the texts that have been looked at. */
  lookedAt: () => Promise<{ id: string; looked: unknown }>
  /** A date that no meeting has been given yet. */
  nextDate: () => string
  /** A fresh meeting brought to this state: of the weekly conference's forum, unless another is named. */
  meeting: (
    state?: 'planned' | 'due' | 'open' | 'documented' | 'cancelled',
    forumCode?: string,
  ) => Promise<{ code: string; itemId: string; noteId: string }>
  /** A question that Nacka has taken home from an open meeting. */
  question: () => Promise<{ code: string; questionId: string }>
  /** A fresh answer link of Nacka. */
  link: () => Promise<string>
}
type Request = { url: string; body?: unknown; headers?: Record<string, string> }
export type Row = { route: string; what?: string; ask: (world: World) => Request | Promise<Request>; statuses: string }

export const unknownId = '019a0000-0000-7000-8000-00000000dead'
export const read = (route: string, url: (world: World) => string | Promise<string>, statuses: string, what?: string): Row => ({
  route: `GET ${route}`,
  ask: async (world) => ({ url: await url(world) }),
  statuses,
  ...(what ? { what } : {}),
})

//                  nobody salem nacka reader admin office tib system
export const open = '      200    200   200   200    200   200    200 200'
export const absent = '    404    404   404   404    404   404    404 404'
export const members = '   401    200   200   200    200   200    200 200'
export const unknown = '   401    404   404   404    404   404    404 404'
export const userManagers = '401  403   403   403    409   403    403 409'
export const userKeepers = '401   403   403   403    200   200    403 200'
export const officeOnly = ' 401   403   403   403    403   404   403 403'
export const tibOnly = '   401    403   403   403    403   403    200 403'

export const schedulers = '401   403   403   403    403   200    200 403'
export const groupOffice = '401   403   403   403    403   200    403 403'
