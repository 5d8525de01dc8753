import { type BrowserContext, expect } from '@playwright/test'

export const password = 'samverkan-demo-2026'
export const address = (login: string) => `${login}@demo.example`

/** The ten of the log-in page, as the issue names them, in words of the page. */
export const identities = {
  tib: { person: 'Anders Ek' },
  rsib: { person: 'Sofia Lindgren' },
  rkk: { person: 'Johan Wester' },
  'kontakt.nacka': { person: 'Maja Lind' },
  'kontakt.trafikverket': { person: 'Peter Sandås' },
  'chef.nacka': { person: 'Helena Björkvall' },
  'skattare.nacka': { person: 'Amira Hallvik' },
  kansli: { person: 'Karin Öhrnmark' },
  'aktorsadmin.nacka': { person: 'David Nyhammar' },
  admin: { person: 'Elin Stenmarker' },
} as const
export type Login = keyof typeof identities

/** The one-tap log-in without its page, for the tests that are about something else. */
export async function logInTo(context: BrowserContext, url: string, login: Login): Promise<void> {
  const response = await context.request.post(`${url}/api/demo/sessions`, { headers: { origin: url }, data: { email: address(login) } })
  expect(response.status(), await response.text()).toBe(201)
}
