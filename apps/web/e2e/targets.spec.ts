import type { Locator } from '@playwright/test'
import { expect, test } from './test.ts'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

/** What a thumb can hit: 44 px each way (ux.md). */
async function fitsAThumb(target: Locator): Promise<void> {
  const box = await target.boundingBox()
  expect
    .soft(Math.round(Math.min(box?.height ?? 0, box?.width ?? 0)), await target.evaluate((e) => e.outerHTML.slice(0, 120)))
    .toBeGreaterThanOrEqual(44)
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
