import type { Locator, Page } from '@playwright/test'
import { paths } from '../src/paths.ts'
import { callOut } from './portal/call-out.ts'
import type { Login } from './portal/people.ts'
import { addLine, openPicture } from './portal/picture.ts'
import { expect, fitsItsWidth, test } from './test.ts'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

/** What a thumb can hit: 44 px each way (ux.md). */
async function fitsAThumb(target: Locator): Promise<void> {
  const box = await target.boundingBox()
  expect
    .soft(Math.round(Math.min(box?.height ?? 0, box?.width ?? 0)), await target.evaluate((e) => e.outerHTML.slice(0, 120)))
    .toBeGreaterThanOrEqual(44)
}

/**
 * Everything on the page that a thumb of 44 px would miss: put on its middle, the thumb also lies on something else that
 * can be pressed. What covers more than its box – the row of a list – counts as far as it covers; words in a sentence may
 * stand close.
 */
async function missedByAThumb(page: Page): Promise<string[]> {
  // The whole page at once: what is asked of a point is only answered inside the window.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: 360, height: Math.min(height, 8_000) })
  const missed = await page.evaluate(() => {
    const targets = 'a[href], button, select, textarea, input, summary, label:has(input), [role="button"]'
    const isWord = (e: Element) =>
      e.tagName === 'A' &&
      getComputedStyle(e).display === 'inline' &&
      [...e.parentNode!.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim().length > 2)
    const targetAt = (x: number, y: number) => document.elementFromPoint(x, y)?.closest(targets) ?? null
    const related = (a: Element, b: Element) =>
      a.contains(b) || b.contains(a) || [...((a as HTMLInputElement).labels ?? [])].includes(b as HTMLLabelElement)
    /** Where a press lands on it: its box, or what its ::after is laid over. */
    const reachOf = (e: HTMLElement): DOMRect => {
      const [own, after] = [getComputedStyle(e), getComputedStyle(e, '::after')]
      if (after.content === 'none' || after.position !== 'absolute') return e.getBoundingClientRect()
      if (own.position === 'static' && e.offsetParent) return e.offsetParent.getBoundingClientRect()
      const { x, y, width, height } = e.getBoundingClientRect()
      const [top, bottom] = [Number.parseFloat(after.top), Number.parseFloat(after.bottom)]
      return new DOMRect(x, y + top, width, height - top - bottom)
    }
    return [...document.querySelectorAll<HTMLElement>(targets)].flatMap((e) => {
      const { x, y, width, height } = reachOf(e)
      const [cx, cy] = [x + width / 2, y + height / 2]
      const top = targetAt(cx, cy)
      if (width < 2 || height < 2 || height >= 44 || isWord(e) || !top || !related(top, e)) return []
      const other = [-21, 21].map((off) => targetAt(cx, cy + off)).find((hit) => hit && !related(hit, e) && !isWord(hit))
      return other ? [`${e.outerHTML.slice(0, 90)} lies ${Math.round(height)} px high against ${other.outerHTML.slice(0, 60)}`] : []
    })
  })
  await page.setViewportSize({ width: 360, height: 740 })
  return missed
}

test('the start of a conference and every tick box can be hit with a thumb', async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/aktivera')
  const start = page.getByRole('group', { name: 'Start' })
  await fitsAThumb(start.getByRole('textbox'))
  for (const button of await start.getByRole('button').all()) await fitsAThumb(button)
  const kontakt = await browserOf('kontakt.nacka')
  for (const path of ['/konto', '/begar']) {
    await kontakt.goto(path)
    await expect(kontakt.getByRole('checkbox').first()).toBeVisible()
    for (const label of await kontakt.locator('.aksel-checkbox__label').all()) await fitsAThumb(label)
  }
})

/**
 * Everything that is pressed by itself – a link in a row, a button with an icon – and is lower or narrower than 24 px (WCAG 2.5.8). Words in a
 * sentence are as high as the sentence; a box one writes in or ticks is pressed through its label as well.
 */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isWord = (e: Element) =>
      getComputedStyle(e).display === 'inline' &&
      [...e.parentNode!.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim().length > 2)
    const reachOf = (e: HTMLElement): { width: number; height: number } => {
      const [own, after] = [getComputedStyle(e), getComputedStyle(e, '::after')]
      const box = e.getBoundingClientRect()
      if (after.content === 'none' || after.position !== 'absolute') return box
      if (own.position === 'static' && e.offsetParent) return e.offsetParent.getBoundingClientRect()
      return { width: box.width, height: box.height - Number.parseFloat(after.top) - Number.parseFloat(after.bottom) }
    }
    return [...document.querySelectorAll<HTMLElement>('a[href], button, summary, select, textarea, input, [role="button"]')].flatMap(
      (e) => {
        if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isWord(e)) return []
        const all = [e, ...((e as HTMLInputElement).labels ?? [])].map(reachOf)
        // Out of sight until the keyboard comes to it.
        if (all.every(({ width, height }) => width < 2 || height < 2)) return []
        const [width, height] = [Math.max(...all.map((one) => one.width)), Math.max(...all.map((one) => one.height))]
        return Math.round(height) >= 24 && Math.round(width) >= 24
          ? []
          : [`${Math.round(width)} × ${Math.round(height)} px: ${e.outerHTML.replace(/<svg.*?<\/svg>/gu, '').slice(0, 140)}`]
      },
    )
  })

type Known = { incident: string; forum: string; meeting: string; measure: string; assessment: string; user: string; token: string }
/** Every address of the portal, and who opens it; a new one does not compile until it stands here. */
const pages: Record<keyof typeof paths, readonly [Login | null, (known: Known) => string]> = {
  home: ['tib', () => paths.home],
  incidents: ['tib', () => paths.incidents],
  incident: ['tib', ({ incident }) => paths.incident(incident)],
  callOut: ['tib', ({ incident }) => paths.callOut(incident)],
  incidentMeasures: ['tib', ({ incident }) => paths.incidentMeasures(incident)],
  log: ['tib', ({ incident }) => paths.log(incident)],
  picture: ['tib', ({ incident }) => paths.picture(incident)],
  activate: ['tib', () => paths.activate],
  request: ['kontakt.nacka', () => paths.request],
  forums: ['tib', () => paths.forums],
  forum: ['tib', ({ forum }) => paths.forum(forum)],
  meetings: ['tib', () => paths.meetings],
  meeting: ['tib', ({ meeting }) => paths.meeting(meeting)],
  meetingPicture: ['tib', ({ meeting }) => paths.meetingPicture(meeting)],
  measures: ['kansli', () => paths.measures],
  measure: ['kansli', ({ measure }) => paths.measure(measure)],
  capabilities: ['kansli', () => paths.capabilities],
  assessment: ['kansli', ({ assessment }) => paths.assessment(assessment)],
  heatMap: ['kansli', () => paths.heatMap],
  framework: ['kansli', () => paths.framework],
  goals: ['kansli', () => paths.goals],
  actors: ['kansli', () => paths.actors],
  actor: ['kansli', () => paths.actor('nacka')],
  admin: ['kansli', () => paths.admin],
  settings: ['kansli', () => paths.settings],
  inviteUser: ['kansli', () => paths.inviteUser],
  user: ['kansli', ({ user }) => paths.user(user)],
  outbox: ['kansli', () => paths.outbox],
  roster: ['kansli', () => paths.roster],
  account: ['kontakt.nacka', () => paths.account],
  logIn: [null, () => paths.logIn],
  forgot: [null, () => paths.forgot],
  answer: [null, ({ token }) => paths.answer(token)],
  invitation: [null, () => paths.invitation('x'.repeat(43))],
}

test('on no page is anything to press lower than 24 px, and on none does a thumb lie on two things at once', async ({
  browserOf,
  portal,
}) => {
  test.setTimeout(400_000)
  const [tib, office, contact, visitor] = [
    await browserOf('tib'),
    await browserOf('kansli'),
    await browserOf('kontakt.nacka'),
    await browserOf(),
  ]
  const of = { tib, kansli: office, 'kontakt.nacka': contact } as const
  const first = async (page: Page, path: string, of = 'code'): Promise<string> => {
    const answer = await page.request.get(path)
    expect(answer.status(), await answer.text()).toBe(200)
    const { items } = (await answer.json()) as { items: Record<string, string>[] }
    return items[0]?.[of] ?? ''
  }
  const title = 'Brand på Ingarö'
  const { code: incident } = await callOut(tib, portal.url, { title })
  const id = await openPicture(tib, portal.url, incident)
  await addLine(tib, portal.url, id, { heading: 'impact', certainty: 'fact', text: 'Omkring 400 hushåll saknar el.' })
  const link = new URL(await portal.mailbox.answerLink('kontakt.nacka@demo.example', title))
  const known: Known = {
    incident,
    forum: 'regionalt-samordnande-forum',
    meeting: await first(tib, '/api/meetings?limit=1'),
    measure: await first(office, '/api/measures?limit=1'),
    assessment: await anyAssessment(office),
    user: await first(office, '/api/users?limit=1', 'id'),
    token: link.pathname.slice('/k/'.length),
  }
  for (const [login, addressOf] of Object.values(pages)) {
    const page = login === null ? visitor : of[login as keyof typeof of]
    const path = addressOf(known)
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.loading-state')).toHaveCount(0)
    if (path === paths.outbox) await page.locator('.outbox summary').first().click()
    expect.soft(await missedByAThumb(page), path).toEqual([])
    expect.soft(await tooSmall(page), `${path} at 360 px`).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    expect.soft(await tooSmall(page), `${path} at 1280 px`).toEqual([])
    await page.setViewportSize({ width: 320, height: 512 })
    await fitsItsWidth(page)
    await page.setViewportSize({ width: 360, height: 740 })
  }
})

async function anyAssessment(page: Page): Promise<string> {
  const answer = await page.request.get('/api/assessments/rounds')
  expect(answer.status(), await answer.text()).toBe(200)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items[0]?.id ?? ''
}
