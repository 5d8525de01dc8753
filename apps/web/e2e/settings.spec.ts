import { expect, oneWidth, scan, test } from './test.ts'

const limit = 'Samordnande: tavlan visar uteblivet svar efter'

test('the system administrator finds a limit that is ours, changes it with the keyboard, and the forum says the new one', async ({
  browserOf,
}) => {
  const admin = await browserOf('admin')
  const tib = await browserOf('tib')
  await tib.goto('/forum/regionalt-samordnande-forum')
  await expect(tib.getByRole('definition').filter({ hasText: '15 min' })).toBeVisible()
  await admin.goto('/admin')
  await admin.getByRole('link', { name: 'Inställningar' }).click()
  await expect(admin.getByRole('heading', { name: 'Inställningar', level: 1 })).toBeVisible()
  await scan(admin)
  const row = admin.getByRole('listitem').filter({ has: admin.getByRole('heading', { name: limit }) })
  await row.getByRole('button', { name: /^Ändra/u }).focus()
  await admin.keyboard.press('Enter')
  const field = row.getByRole('textbox', { name: limit })
  await expect(field).toBeFocused()
  await field.fill('0')
  await admin.keyboard.press('Enter')
  await expect(row.getByText('Mellan 1 och 240 minuter.')).toBeVisible()
  await scan(admin)
  await field.fill('20')
  await admin.keyboard.press('Enter')
  await expect(row).toContainText('20 min')
  await expect(row.getByRole('button', { name: /^Ändra/u })).toBeFocused()
  await expect(tib.getByRole('definition').filter({ hasText: '20 min' }), 'without a reload').toBeVisible()
  await tib.getByRole('link', { name: /ändras under Inställningar/u }).click()
  await expect(tib.getByText('Systemadministratören ändrar.')).toBeVisible()
  await expect(tib.getByRole('button', { name: /^Ändra/u })).toHaveCount(0)
  await scan(tib)
  await row.getByRole('button', { name: /^Ändra/u }).click()
  await field.fill('15')
  await row.getByRole('button', { name: 'Spara' }).click()
  await expect(row).toContainText('15 min')
})

test(
  'two administrators at once: the second sees both values and chooses; without a network it says so and keeps what was typed',
  oneWidth,
  async ({ browserOf }) => {
    const [one, two] = [await browserOf('admin'), await browserOf('admin')]
    const rowOf = (page: typeof one) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Kontaktvägar bekräftas på nytt efter' }) })
    for (const page of [one, two]) {
      await page.goto('/admin/installningar')
      await rowOf(page)
        .getByRole('button', { name: /^Ändra/u })
        .click()
    }
    await rowOf(two).getByRole('textbox').fill('120')
    await rowOf(one).getByRole('textbox').fill('60')
    await rowOf(one).getByRole('button', { name: 'Spara' }).click()
    await expect(rowOf(one)).toContainText('60 dagar')
    await expect(rowOf(two).getByRole('alert'), 'told while writing').toContainText('60 dagar')
    await expect(rowOf(two).getByRole('textbox')).toHaveValue('120')
    await scan(two)
    await two.context().setOffline(true)
    await rowOf(two).getByRole('button', { name: 'Spara mitt' }).click()
    await expect(
      rowOf(two)
        .getByRole('alert')
        .filter({ hasText: /anslutning|nät/iu })
        .first(),
    ).toBeVisible()
    await expect(rowOf(two).getByRole('textbox')).toHaveValue('120')
    await two.context().setOffline(false)
    await rowOf(two).getByRole('button', { name: 'Behåll kollegans' }).click()
    await expect(rowOf(two)).toContainText('60 dagar')
    await rowOf(one)
      .getByRole('button', { name: /^Ändra/u })
      .click()
    await rowOf(one).getByRole('textbox').fill('90')
    await rowOf(one).getByRole('button', { name: 'Spara' }).click()
    await expect(rowOf(one)).toContainText('90 dagar')
  },
)

test('who works at an actor is told that the settings are not theirs, and who changes the limit', oneWidth, async ({ browserOf }) => {
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto('/admin/installningar')
  await expect(nacka.getByRole('main')).not.toContainText('Telefon till TiB')
  await scan(nacka)
  await nacka.goto('/forum/regionalt-samordnande-forum')
  await expect(nacka.getByText('Portalens egen gräns, ändras av systemadministratören')).toBeVisible()
})
