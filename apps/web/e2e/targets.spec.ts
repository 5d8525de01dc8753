import type { Locator, Page } from '@playwright/test'
import { expect, test } from './test.ts'

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

test('on no page does a thumb lie on two things at once', async ({ browserOf, portal }) => {
  const exercise = await portal.exercisePath()
  const pages = {
    tib: ['/', '/handelser', exercise, `${exercise}/inkallning`, `${exercise}/atgarder`, '/forum', '/moten', '/atgarder'],
    kansli: [
      '/formagor',
      '/formagor/karta',
      '/aktorer',
      '/aktorer/nacka',
      '/jour',
      '/utkorg',
      '/admin',
      '/admin/installningar',
      '/admin/bjud-in',
    ],
  } as const
  for (const login of ['tib', 'kansli'] as const) {
    const page = await browserOf(login)
    for (const path of pages[login]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.loading-state')).toHaveCount(0)
      if (path === '/utkorg') await page.locator('.outbox summary').first().click()
      expect.soft(await missedByAThumb(page), path).toEqual([])
    }
  }
})
