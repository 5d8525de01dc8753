import type { Page } from '@playwright/test'
import { expect, scan, test } from './test.ts'

/** The nth conference to come. */
const nth = async (page: Page, n: number): Promise<string> => {
  const response = await page.request.get('/api/meetings?forum=regional-samverkanskonferens&limit=30')
  const { items } = (await response.json()) as { items: { code: string }[] }
  return items[n]!.code
}
const open = async (page: Page, code: string): Promise<void> => {
  await page.goto(`/moten/${code}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
const rollRow = (page: Page, name: string) => page.locator('.roll-list li').filter({ hasText: name })

test('the whole meeting by keyboard, and never caught in it', async ({ browserOf }) => {
  const tib = await browserOf('tib')
  await open(tib, await nth(tib, 3))
  await tib.getByRole('button', { name: 'Öppna mötet' }).focus()
  await tib.keyboard.press('Enter')
  await expect(tib.locator('.floor')).toContainText('Punkt 1 av 9')
  await tib.keyboard.press('?')
  const list = tib.getByRole('dialog', { name: 'Kortkommandon' })
  await expect(list).toContainText('Nästa aktör, eller nästa punkt')
  await scan(tib)
  await tib.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await tib.keyboard.press('u')
  await tib.keyboard.type('solna')
  await tib.keyboard.press('Enter')
  await expect(rollRow(tib, 'Solna stad')).toContainText('Med')
  // In the field a key is a letter; Esc leaves it.
  await tib.keyboard.type('n')
  await expect(tib.getByRole('searchbox', { name: 'Sök aktör' })).toHaveValue('n')
  await tib.keyboard.press('Escape')
  await expect(tib.getByRole('searchbox', { name: 'Sök aktör' })).not.toBeFocused()
  await tib.keyboard.press('n')
  await expect(tib.locator('.floor')).toContainText('Punkt 2 av 9')
  await tib.keyboard.press('n')
  await expect(tib.locator('.floor').getByRole('heading', { name: 'Solna stad' })).toBeVisible()
  await tib.keyboard.press('s')
  await tib.keyboard.type('Solna har fyllt på saltlagren.')
  await tib.keyboard.press('Enter')
  await expect(tib.locator('.note-list')).toContainText('Solna stad Solna har fyllt på saltlagren.')
  await tib.keyboard.press('Escape')
  await expect(tib.getByRole('textbox', { name: 'Skriv anteckning' })).not.toBeFocused()
  await tib.keyboard.press('j')
  await expect(tib.locator('.floor')).toContainText('Punkt 3 av 9')
  await tib.keyboard.press('h')
  await expect(tib.getByRole('dialog', { name: 'Dagordning i helskärm' })).toContainText('Omvärldsanalys')
  await tib.keyboard.press('ArrowRight')
  await expect(tib.getByRole('dialog', { name: 'Dagordning i helskärm' })).toContainText('Samlad lägesbild')
  await tib.keyboard.press('Escape')
  await expect(tib.getByRole('dialog')).toHaveCount(0)
})
