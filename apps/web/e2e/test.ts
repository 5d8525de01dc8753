import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { backToOrdinaryMode } from './portal/ordinary-mode.ts'
import { type Login, logInTo } from './portal/people.ts'
import { Portal } from './portal/portal.ts'
import { moment, present } from './portal/time.ts'
import { Watch } from './portal/watch.ts'

type Fixtures = {
  watch: Watch
  /** A browser of its own for somebody; without a login nobody is logged in. Closed when the test ends. */
  browserOf: (login?: Login) => Promise<Page>
}

export const test = base.extend<Fixtures, { portal: Portal }>({
  portal: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs: nothing
    async ({}, provide) => {
      const portal = await Portal.start()
      await provide(portal)
      await portal.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ portal }, provide) => provide(portal.url),
  watch: [
    async ({ portal }, provide, info) => {
      const watch = new Watch(portal.url)
      await provide(watch)
      if (info.status !== info.expectedStatus) await info.attach('portal.log', { body: portal.log(), contentType: 'text/plain' })
      await backToOrdinaryMode(portal)
      expect(watch.unexpected, 'no policy violation, no uncaught error, no server fault').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, watch }, provide) => {
    await watch.over(context)
    await live(context)
    await provide(context)
  },
  browserOf: async ({ browser, portal, watch, contextOptions, viewport, hasTouch, isMobile, locale, timezoneId }, provide) => {
    const opened: BrowserContext[] = []
    const options: BrowserContextOptions = { ...contextOptions, viewport, hasTouch, isMobile, locale, timezoneId, baseURL: portal.url }
    await provide(async (login) => {
      const context = await browser.newContext(options)
      opened.push(context)
      await watch.over(context)
      await live(context)
      if (login) await logInTo(context, portal.url, login)
      return context.newPage()
    })
    for (const context of opened) await context.close()
  },
})

/** The browser's clock goes as the portal's does, from the same moment. */
const live = async (context: BrowserContext): Promise<void> => {
  if (moment) await context.clock.install({ time: present() })
}

/**
 * For a test of a rule that knows nothing of widths – a mail, a refusal, two who save at once – on pages that other tests open and scan
 * at both: it runs on the desktop alone.
 */
export const oneWidth = { tag: '@one-width' }

/** For what takes long and changes seldom – every page once more in another respect: it is in `npm run test:deep` (stage *e2e-deep*). */
export const deep = { tag: '@deep' }

/** A pattern with times of the day in it, as they are told in the hour that comes twice as well: `02:10 sommartid`. */
export const clocks = (pattern: RegExp): RegExp =>
  new RegExp(pattern.source.replaceAll(String.raw`\d\d:\d\d`, String.raw`\d\d:\d\d(?: (?:sommartid|normaltid))?`), pattern.flags)

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * No violation of WCAG 2.2 AA on the page as it stands now, in light and in dark, and nothing to scroll sideways for. Of these only the
 * width knows what day it is – `02:10 sommartid` is a long word – so a run at another moment asks for nothing but that.
 */
export async function scan(page: Page): Promise<void> {
  if (moment) return fitsItsWidth(page)
  const where = new URL(page.url()).pathname
  await unstick(page)
  await expectNone(page, axe(page).withTags(WCAG), where)
  if (isNewInTheDark(page, where)) {
    // Only colours differ in the dark.
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveClass(/dark/)
    await expectNone(page, axe(page).withRules(['color-contrast', 'link-in-text-block']), `${where}, dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(page.locator('html')).toHaveClass(/light/)
  }
  await stickAgain(page)
  await fitsItsWidth(page)
}

const darkOnAPhone = new Set<string>()
/**
 * The desktop has every state of a page in the dark. A phone has the same colours, in a few things of its own – the bar at the bottom, the
 * second line of the head –, which are asked about once on each kind of page.
 */
function isNewInTheDark(page: Page, where: string): boolean {
  if ((page.viewportSize()?.width ?? 0) > 400) return true
  const kind = where.replaceAll(/[^/]*\d[^/]*/gu, '#')
  const isNew = !darkOnAPhone.has(kind)
  darkOnAPhone.add(kind)
  return isNew
}

/**
 * Nothing of ours stands in a frame, so axe need not open a page of its own to put the parts together. Only violations are reported in
 * full: an address for each of the thousands of elements that hold took half of the time.
 */
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)

async function expectNone(page: Page, rules: AxeBuilder, where: string): Promise<void> {
  let found = await foundBy(rules)
  // The page may have come between the two: what floats then has not been told to lie down yet.
  while (found.length > 0 && (await unstick(page)) > 0) found = await foundBy(rules)
  expect.soft(found, where).toEqual([])
}

async function foundBy(rules: AxeBuilder): Promise<string[]> {
  const { violations } = await rules.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`))
}

/** What floats over the page hides whatever happens to lie under it; axe takes that for a target too small. Answers with how many did. */
const unstick = (page: Page): Promise<number> =>
  page.evaluate(() => {
    let count = 0
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { position } = getComputedStyle(element)
      if ((position !== 'fixed' && position !== 'sticky') || element.closest('dialog, [popover]')) continue
      element.style.position = 'static'
      element.dataset['unstuck'] = ''
      count++
    }
    return count
  })

const stickAgain = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-unstuck]')) {
      element.style.position = ''
      delete element.dataset['unstuck']
    }
  })

export async function fitsItsWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(overflow, `sideways scroll on ${new URL(page.url()).pathname}`).toBeLessThanOrEqual(0)
}

export { expect }
