import { expect, oneWidth, scan, test } from './test.ts'

test('W14 · the first keys after Ctrl-K reach the field, however late it comes', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => (letThrough = resolve))
  await page.route('**/assets/search-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('upplands br')
  letThrough()
  const field = page.getByRole('combobox', { name: /Sök aktör/ })
  await expect(field).toHaveValue('upplands br')
  await page.keyboard.type('o')
  await expect(page.getByRole('option', { name: /Upplands-Bro kommun/ })).toBeVisible()
})

test('W14 · capabilities under all their names, goals, and what one can do', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  const look = async (typed: string) => {
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: /Sök aktör/ })
    await expect(field).toBeFocused()
    await field.fill(typed)
  }
  await look('aktivera')
  await expect(page.getByRole('option', { name: 'Aktivera forum' })).toBeVisible()
  await scan(page)
  await page.keyboard.press('Escape')

  await look('mörkt')
  await page.getByRole('option', { name: 'Mörkt utseende' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)

  await look('2.6')
  await page.getByRole('option', { name: /Förmåga att kunna genomföra två samtidiga konferenser/ }).click()
  await expect(page).toHaveURL(/\/formagor\/ramverket#2\.6$/)
  await expect(page.getByRole('group').filter({ hasText: 'Förmåga att kunna genomföra två samtidiga konferenser' })).toHaveAttribute('open')

  await look('säker informationsdelning')
  await page.getByRole('option', { name: /Säker informationsdelning/ }).click()
  await expect(page).toHaveURL(/\/mal#saker-informationsdelning$/)
  await expect(page.getByRole('heading', { name: 'Säker informationsdelning' }).first()).toBeInViewport()
})

test('W13 · an address with the sentence’s own sign at its end opens what was meant', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/forum/samverkansstab).')
  await expect(page).toHaveURL(/\/forum\/samverkansstab$/)
  await expect(page.getByRole('heading', { name: 'Samverkansstab', level: 1 })).toBeVisible()
  await page.goto('/k/finns-inte.')
  await expect(page).toHaveURL(/\/k\/finns-inte$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
