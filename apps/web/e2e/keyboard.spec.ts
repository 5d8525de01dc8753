import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

/** Presses Tab until the focus stands on what has this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!element) return ''
      const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0]?.textContent : ''
      return (label || element.getAttribute('aria-label') || element.textContent || '').replace(/\s+/g, ' ').trim()
    })
    if (name.test(focused)) return
  }
  throw new Error(`${name} is out of reach of the Tab key`)
}

test('from Läget to an open board and back, by keyboard alone', async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Inget forum är aktiverat' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Hoppa till innehållet' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, /^Aktivera forum$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Aktivera forum', level: 1 })).toBeFocused()
  await tabTo(page, /^Vad har hänt/)
  await page.keyboard.type('Utan mus')
  await tabTo(page, /^Inriktande/)
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: /^Inriktande/ })).toBeChecked()
  await tabTo(page, /^Kalla in 37 aktörer$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Kalla in 37 aktörer' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Kalla in' }).getByRole('button', { name: /Kalla in/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, /^Kalla in 37 aktörer$/)
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-row]')).toHaveCount(37)
  await expect(page.getByRole('heading', { name: 'Utan mus', level: 1 })).toBeFocused()
  await tabTo(page, /^Nacka kommun$/, 120)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Nacka kommun' })).toBeVisible()
  await tabTo(page, /^Nådd på annat sätt$/)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /nådd på annat sätt/ })
  await expect(dialog).toBeVisible()
  await tabTo(page, /^Deltar$/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Spara svaret$/)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-row]').filter({ hasText: 'Nacka kommun' })).toContainText('Deltar')
  await expect(page.getByRole('button', { name: 'Nacka kommun', exact: true }), 'wherever its row stands by now').toBeFocused()
})
