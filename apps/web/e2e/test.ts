import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { backToOrdinaryMode } from './portal/ordinary-mode.ts'
import { type Login, logInTo } from './portal/people.ts'
import { Portal } from './portal/portal.ts'
import { Watch } from './portal/watch.ts'

type Fixtures = {
  watch: Watch
  /** A browser of its own for somebody; without a login nobody is logged in. Closed when the test ends. */
  browserOf: (login?: Login) => Promise<Page>
}

export const test = base.extend<Fixtures, { portal: Portal }>({
  portal: [
    async ({}, use) => {
      const portal = await Portal.start()
      await use(portal)
      await portal.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  watch: [
    async ({ portal }, use, info) => {
      const watch = new Watch(portal.url)
      await use(watch)
      if (info.status !== info.expectedStatus) await info.attach('portal.log', { body: portal.log(), contentType: 'text/plain' })
      await backToOrdinaryMode(portal)
      expect(watch.unexpected, 'no policy violation, no uncaught error, no server fault').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    await watch.over(context)
    await use(context)
  },
  browserOf: async ({ browser, portal, watch, contextOptions, viewport, hasTouch, isMobile, locale, timezoneId }, use) => {
    const opened: BrowserContext[] = []
    const options: BrowserContextOptions = { ...contextOptions, viewport, hasTouch, isMobile, locale, timezoneId, baseURL: portal.url }
    await use(async (login) => {
      const context = await browser.newContext(options)
      opened.push(context)
      await watch.over(context)
      if (login) await logInTo(context, portal.url, login)
      return context.newPage()
    })
    for (const context of opened) await context.close()
  },
})

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** No violation of WCAG 2.2 AA on the page as it stands now, in light and in dark, and nothing to scroll sideways for. */
export async function scan(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
    expect.soft(found, `${colorScheme}: ${new URL(page.url()).pathname}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await fitsItsWidth(page)
}

export async function fitsItsWidth(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(overflow, `sideways scroll on ${new URL(page.url()).pathname}`).toBeLessThanOrEqual(0)
}

export { expect }
