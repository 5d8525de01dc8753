import { expect, oneWidth, scan, test } from './test.ts'

test('an actor requests activation, TiB sees it at once, and the call-out answers it', oneWidth, async ({ browserOf }) => {
  const tib = await browserOf('tib')
  await tib.goto('/')
  await expect(tib.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto('/begar')
  await expect(nacka.getByRole('textbox', { name: /^Vad har hänt/ })).toBeVisible()
  await expect(nacka.getByText('Ingen begäran.')).toBeVisible()
  await scan(nacka)
  await nacka.getByRole('textbox', { name: /^Vad har hänt/ }).fill('Ras vid Skurubron')
  await nacka.getByRole('main').getByRole('button', { name: 'Begär aktivering' }).click()
  await expect(nacka.getByText('Begäran är skickad. TiB ser den nu, och du följer den i listan.')).toBeVisible()
  await expect(nacka.getByText('Väntar på TiB')).toBeVisible()
  await scan(nacka)
  await expect(tib.getByRole('main').getByText('Ta ställning till begäran om aktivering').first()).toBeVisible()
  await expect(
    tib.getByRole('main').getByText('Nacka kommun: Ras vid Skurubron'),
    'who asks and why, before anything is opened',
  ).toBeVisible()
  await tib.goto('/begar')
  const row = tib.getByRole('main').getByRole('listitem').filter({ hasText: 'Ras vid Skurubron' })
  await expect(row).toBeVisible()
  await scan(tib)
  // The requester is about to take it back when TiB calls: the dialog says what the request became.
  await nacka.getByRole('button', { name: /^Ta tillbaka/ }).click()
  await nacka.getByRole('dialog', { name: 'Ta tillbaka begäran' }).getByRole('textbox').fill('Det löste sig')
  await row
    .getByRole('button', { name: /^Aktivera forum/ })
    .or(row.getByRole('link', { name: /^Aktivera forum/ }))
    .first()
    .click()
  await expect(tib.getByRole('textbox', { name: 'Vad har hänt?' })).toHaveValue(/Ras vid Skurubron/)
  await tib
    .getByRole('region', { name: 'Kalla in' })
    .getByRole('button', { name: /Kalla in/ })
    .click()
  await tib
    .getByRole('dialog')
    .getByRole('button', { name: /Kalla in/ })
    .click()
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  const decided = nacka.getByRole('dialog', { name: 'Begäran har redan fått sitt svar' })
  await expect(decided.getByText('Inkallat', { exact: true })).toBeVisible()
  await expect(decided.getByRole('textbox')).toHaveCount(0)
  await decided.getByRole('button', { name: 'Stäng' }).last().click()
  await expect(nacka.getByText('Inkallat', { exact: true })).toBeVisible()
})

test(
  'only who may speak for an outside party is asked for one, and an empty request leads to its field',
  oneWidth,
  async ({ browserOf }) => {
    const outside = { name: /^För någon annans räkning/ }
    const nacka = await browserOf('kontakt.nacka')
    await nacka.goto('/begar')
    const reason = nacka.getByRole('textbox', { name: /^Vad har hänt/ })
    await expect(reason).toBeVisible()
    await expect(nacka.getByRole('textbox', outside), 'an actor asks for itself (A-03)').toHaveCount(0)
    await nacka.getByRole('main').getByRole('button', { name: 'Begär aktivering' }).click()
    await expect(nacka.getByText('Skriv en rad om vad som har hänt.').first()).toBeVisible()
    await expect(reason).toBeFocused()
    const tib = await browserOf('tib')
    await tib.goto('/begar')
    await tib.getByRole('textbox', { name: /^Vad har hänt/ }).fill('Skrivet för någon utanför')
    await tib.getByRole('textbox', outside).fill('Svenska kyrkan')
    await tib.getByRole('main').getByRole('button', { name: 'Begär aktivering' }).click()
    await expect(tib.getByRole('listitem').filter({ hasText: 'Skrivet för någon utanför' })).toContainText('för Svenska kyrkan')
  },
)

test('a button that is gone when its work is done leaves the focus in its row', oneWidth, async ({ browserOf }) => {
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto('/begar')
  await nacka.getByRole('textbox', { name: /^Vad har hänt/ }).fill('Vattenläcka vid Slussen')
  await nacka.getByRole('main').getByRole('button', { name: 'Begär aktivering' }).click()
  const tib = await browserOf('tib')
  await tib.goto('/begar')
  const row = (page: typeof tib) => page.getByRole('main').getByRole('listitem').filter({ hasText: 'Vattenläcka vid Slussen' })
  await row(tib)
    .getByRole('button', { name: /^Ta emot/ })
    .press('Enter')
  await expect(row(tib).getByText(/^Mottagen \d/)).toBeVisible()
  await expect(row(tib)).toBeFocused()
  await row(nacka)
    .getByRole('button', { name: /^Ta tillbaka/ })
    .press('Enter')
  const dialog = nacka.getByRole('dialog', { name: 'Ta tillbaka begäran' })
  await dialog.getByRole('textbox').fill('Den är lagad')
  await dialog.getByRole('button', { name: 'Ta tillbaka begäran' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(row(nacka).getByText('Tillbakadragen')).toBeVisible()
  await expect(row(nacka)).toBeFocused()
})
