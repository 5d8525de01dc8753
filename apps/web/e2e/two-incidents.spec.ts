import { answerBy, callOut, readBoard, rowOf } from './portal/call-out.ts'
import { expect, scan, test } from './test.ts'

test('two incidents side by side never mix: boards, links and stories are each their own', async ({ browserOf, portal }) => {
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
