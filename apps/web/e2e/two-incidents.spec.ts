import { answerBy, callOut, coordinating, directing, readBoard, rowOf } from './portal/call-out.ts'
import { expect, oneWidth, scan, test } from './test.ts'

test('two incidents side by side never mix: boards, links and stories are each their own', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const storm = await callOut(tib, portal.url, { title: 'Storm i norr' })
  const power = await callOut(tib, portal.url, { title: 'Strömlöst i söder' })
  const both = await tib.context().newPage()
  await tib.goto(`/handelser/${storm.code}/inkallning`)
  await both.goto(`/handelser/${power.code}/inkallning`)
  for (const page of [tib, both]) {
    await expect(page.locator('[data-row]')).toHaveCount(37)
    await expect(page.getByRole('banner').getByText('Aktiverat läge · 2')).toBeVisible()
  }
  const contact = await browserOf()
  await answerBy(contact, await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Storm i norr'), {
    answer: 'participates',
    person: 'Bara till stormen',
  })
  await answerBy(contact, await portal.mailbox.answerLink('kontakt.solna@demo.example', 'Strömlöst i söder'), { answer: 'not_concerned' })
  await expect(rowOf(tib, 'Nacka kommun')).toContainText('Deltar')
  await expect(rowOf(both, 'Solna stad')).toContainText('Ej berörd')
  for (const page of [tib, both]) await expect(page.locator('.ring-card')).toContainText('1 av 37 har svarat')
  const answered = async (code: string) =>
    (await readBoard(tib, portal.url, code)).filter(({ answers }) => answers.length > 0).map(({ actorCode }) => actorCode)
  expect(await answered(storm.code)).toEqual(['nacka'])
  expect(await answered(power.code)).toEqual(['solna'])
  await scan(tib)

  await tib.getByRole('button', { name: /^Byt händelse/ }).click()
  await tib.getByRole('link', { name: /Strömlöst i söder/ }).click()
  await expect(tib).toHaveURL(`/handelser/${power.code}/inkallning`)
  await expect(tib.getByRole('heading', { name: 'Strömlöst i söder', level: 1 })).toBeVisible()

  await tib.goto(`/handelser/${power.code}/logg`)
  await expect(tib.getByRole('main')).toContainText('Solna stad')
  await expect(tib.getByRole('main')).not.toContainText('Bara till stormen')
  await expect(tib.getByRole('main')).not.toContainText('Nacka kommun')
  await scan(tib)
})

test(
  'TiB ends an activation with a closing note: ordinary mode returns, the log tells the whole story, and later answers are refused in clear words',
  oneWidth,
  async ({ browserOf, portal }) => {
    const tib = await browserOf('tib')
    const title = 'Skyfall över city'
    const { code } = await callOut(tib, portal.url, { title })
    const link = await portal.mailbox.answerLink('kontakt.stockholm@demo.example', title)
    const late = await portal.mailbox.answerLink('kontakt.solna@demo.example', title)
    const contact = await browserOf()
    await answerBy(contact, link, { answer: 'participates', comment: 'Pumpar är på väg' })
    // Whoever has the link open while it ends keeps what was typed and is told.
    const open = await browserOf()
    await open.goto(late)
    await expect(open.getByRole('group', { name: 'Ert svar' })).toBeVisible()

    await tib.goto(`/handelser/${code}`)
    await expect(tib.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await scan(tib)
    await tib.getByRole('button', { name: /^Avsluta/ }).click()
    const dialog = tib.getByRole('dialog', { name: /^Avsluta/ })
    await dialog.getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog).toContainText('Skriv en rad om hur det slutade.')
    await dialog.getByRole('textbox', { name: 'Avslutande anteckning' }).fill('Pumparna räckte. Staden följer upp.')
    await scan(tib)
    await dialog.getByRole('button', { name: 'Avsluta forumet' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(tib.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
    await expect(tib.getByRole('main')).toContainText('Pumparna räckte. Staden följer upp.')

    await open.getByRole('group', { name: 'Ert svar' }).getByRole('button', { name: 'Vi deltar' }).click()
    await expect(open.getByRole('alert')).toContainText('Aktiveringen är avslutad')
    await expect(open.getByText('Inkallningen är avslutad.')).toBeVisible()
    await scan(open)
    const refused = await answerBy(contact, late, { answer: 'participates' })
    expect(refused.status()).toBe(409)
    expect((await refused.json()) as unknown).toMatchObject({ code: 'activation-closed' })

    await tib.goto(`/handelser/${code}/logg`)
    for (const part of ['Anders Ek', 'Stockholms stad', 'Pumpar är på väg', 'Pumparna räckte. Staden följer upp.'])
      await expect(tib.getByRole('main')).toContainText(part)
    await scan(tib)
    await tib.goto(`/handelser/${code}/inkallning`)
    await expect(tib.locator('[data-row]')).toHaveCount(37)
    await expect(tib.getByRole('button', { name: /igen$/ })).toHaveCount(0)
    await scan(tib)
    await tib.goto('/')
    await expect(tib.getByRole('heading', { name: 'Inget forum är aktiverat' })).toBeVisible()
    await expect(tib.getByRole('main').getByRole('link', { name: title })).toBeVisible()
  },
)

test('one forum may end while another of the same incident goes on', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Två forum', forums: [{ forumCode: coordinating }, { forumCode: directing }] })
  await tib.goto(`/handelser/${code}`)
  await tib.getByRole('button', { name: /^Avsluta Regionalt samordnande/ }).click()
  await expect(tib.getByRole('dialog')).toContainText('Händelsens andra forum fortsätter.')
  await tib.getByRole('textbox', { name: 'Avslutande anteckning' }).fill('Inriktande tar över.')
  await tib.getByRole('button', { name: 'Avsluta forumet' }).click()
  await expect(tib.getByRole('dialog')).toHaveCount(0)
  await expect(tib.getByRole('banner').getByText('Aktiverat läge · 1')).toBeVisible()
  await expect(tib.getByRole('button', { name: /^Avsluta/ })).toHaveCount(1)
})
