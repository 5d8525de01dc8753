import type { Portal } from './environment.ts'

const PASSWORD = 'samverkan-demo-2026'

/** Headers as a browser on the portal's own page sends them. */
export const fromOwnPage = (portal: Portal): Record<string, string> => ({
  origin: portal.origin,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})

export const logInBody = (who: string): string => JSON.stringify({ email: `${who}@demo.example`, password: PASSWORD })

/** The cookie of a fresh session. */
export async function cookieOf(portal: Portal, who: string): Promise<string> {
  const response = await fetch(`${portal.url}/api/sessions`, { method: 'POST', headers: fromOwnPage(portal), body: logInBody(who) })
  const [cookie] = response.headers.getSetCookie()
  if (response.status !== 201 || cookie === undefined)
    throw new Error(`${who} could not log in: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
  return cookie.slice(0, cookie.indexOf(';'))
}
