import type { Page } from '@playwright/test'
import { readBoard } from './portal/call-out.ts'
import { expect, oneWidth, scan, test } from './test.ts'

const title = (page: Page) => page.getByRole('textbox', { name: 'Vad har hänt?' })
const callIn = (page: Page) => page.getByRole('region', { name: 'Kalla in' }).getByRole('button', { name: /Kalla in/ })
const codeOf = (page: Page) => /\/handelser\/([^/]+)/.exec(new URL(page.url()).pathname)![1]!
const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: /Kalla in/ })

async function openForm(page: Page): Promise<void> {
  await page.goto('/aktivera')
  await expect(page.getByRole('heading', { name: 'Aktivera forum', level: 1 })).toBeVisible()
}

test('TiB calls the coordinating forum on one page with one required line, confirms once, and the board opens with 37 rows', async ({
  browserOf,
}) => {
  const page = await browserOf('tib')
  await openForm(page)
  await scan(page)
  await expect(page.getByRole('checkbox', { name: /^Samordnande/ })).toBeChecked()
  await title(page).fill('Snöoväder, orange varning')
  await expect(page.getByRole('complementary', { name: 'Meddelandet som går ut' })).toContainText('SKARPT LARM. Snöoväder, orange varning')
  await callIn(page).click()
  const dialog = page.getByRole('dialog', { name: 'Kalla in 37 aktörer' })
  await expect(dialog.locator('.confirm-actors li')).toHaveCount(37)
  await expect(dialog).toContainText('E-post till 37 kontakter')
  await expect(dialog, 'nobody is called to a meeting without a number unknowingly').toContainText('ingen anslutning angiven')
  await expect(dialog).toContainText('SKARPT LARM. Snöoväder, orange varning')
  await scan(page)
  await confirm(page).click()
  await expect(page).toHaveURL(/\/handelser\/\d{4}-\d{3,5}\/inkallning$/)
  await expect(page.getByRole('heading', { name: 'Snöoväder, orange varning', level: 1 })).toBeVisible()
  await expect(page.locator('[data-row]')).toHaveCount(37)
  const ring = page.locator('.ring-card').filter({ has: page.getByRole('heading', { name: 'Samordnande' }) })
  await expect(ring).toContainText('0 av 37 har svarat')
  await expect(ring, 'our own threshold is not shown as a limit (A-10)').toContainText(/(direkt, kallat|möte) \d\d:\d\d/)
  await expect(ring).not.toContainText('kvar, till')
  await expect(page.getByRole('banner').getByText('Aktiverat läge · 1')).toBeVisible()
  await scan(page)
})

test('without a line about what has happened nobody is called', oneWidth, async ({ browserOf, portal }) => {
  const page = await browserOf('tib')
  await openForm(page)
  await callIn(page).click()
  await expect(page.getByText('Skriv en rad om vad som har hänt. Resten är ifyllt.')).toBeVisible()
  await expect(title(page)).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Ten thousand characters: kept, said, and the press leads to the field instead of to a refusal.
  await title(page).fill('å'.repeat(10_000))
  await expect(page.getByText('Högst 200 tecken får plats på raden.')).toBeVisible()
  await callIn(page).click()
  await expect(title(page)).toBeFocused()
  await expect(title(page)).toHaveValue('å'.repeat(10_000))
  await title(page).fill('Dammbrott')
  await page.getByText('Beskriv mer (frivilligt)').click()
  const more = page.getByRole('textbox', { name: 'Mer om händelsen' })
  await more.fill('å'.repeat(10_000))
  await callIn(page).click()
  await expect(more).toBeFocused()
  await expect(page.getByText(/^5\s?000 tecken för mycket/u)).toBeInViewport()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await more.fill('')
  await page.getByRole('textbox', { name: 'Klockslag, 24 timmar' }).fill('27:99')
  await page.evaluate(() => scrollTo(0, 0))
  await callIn(page).click()
  await expect(page.getByText('Skriv klockslaget som 03:28.'), 'the fault comes into view, on a phone as well').toBeInViewport()
  expect(await portal.sql("SELECT FROM incidents WHERE state = 'open'")).toHaveLength(0)
  await scan(page)
})

test('the samverkansstab says that nobody is designated, and calls those who are chosen', async ({ browserOf, portal }) => {
  const page = await browserOf('tib')
  await openForm(page)
  await title(page).fill('Stab till storm')
  await page.getByRole('checkbox', { name: /^Samordnande/ }).uncheck()
  await page.getByRole('checkbox', { name: /^Samverkansstab/ }).check()
  await expect(page.getByText('Ingen aktör är utpekad ännu. Välj vilka som ska kallas.')).toBeVisible()
  await page.evaluate(() => scrollTo(0, 0))
  await callIn(page).click()
  await expect(page.getByText('Välj vilka som ska kallas, eller ta bort forumet.')).toBeInViewport()
  await expect(page.getByRole('button', { name: /^Välj aktörer/ })).toBeFocused()
  await page.getByRole('button', { name: /^Välj aktörer/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Ingen aktör är utpekad för samverkansstab ännu.')
  // What opens under a finger takes no second tap of the one that opened it (H1): a machine that is quicker than a hand tries again.
  for (const name of [/^Nacka kommun/, /^Trafikverket/]) {
    const box = page.getByRole('dialog').getByRole('checkbox', { name })
    await expect(async () => box.check()).toPass()
  }
  await scan(page)
  await page.getByRole('button', { name: 'Klar, 2 aktörer' }).click()
  await callIn(page).click()
  await confirm(page).click()
  await expect(page.locator('[data-row]')).toHaveCount(2)
  const rows = await readBoard(page, portal.url, codeOf(page))
  expect(rows.map(({ actorName }) => actorName).sort()).toEqual(['Nacka kommun', 'Trafikverket'])
})

test('an exercise looks like one on every page, says ÖVNING first and leaves the region in ordinary mode', async ({
  browserOf,
  portal,
}) => {
  const page = await browserOf('tib')
  await openForm(page)
  await title(page).fill('Höstövning el')
  await page.getByRole('radio', { name: 'Övning' }).check({ force: true })
  await expect(page.locator('html')).toHaveAttribute('data-exercise')
  await expect(page.getByText('ÖVNING – inget skarpt larm', { exact: true })).toBeVisible()
  await scan(page)
  await callIn(page).click()
  await confirm(page).click()
  await expect(page.locator('[data-row]')).toHaveCount(37)
  await expect(page.getByText('ÖVNING – inget skarpt larm', { exact: true })).toBeVisible()
  await expect(page.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
  await scan(page)
  const mail = await portal.mailbox.to('kontakt.nacka@demo.example', 'Höstövning el')
  expect(mail.subject).toMatch(/^ÖVNING/)
  expect(mail.text).toMatch(/^ÖVNING/)
  const contact = await browserOf()
  await contact.goto(await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Höstövning el'))
  await expect(contact.getByText('ÖVNING – inget skarpt larm', { exact: true })).toBeVisible()
  await expect(contact.getByRole('heading', { level: 1 })).toContainText('ÖVNING')
  await scan(contact)
})

test('pressing twice calls once', oneWidth, async ({ browserOf, portal }) => {
  const page = await browserOf('tib')
  await openForm(page)
  await title(page).fill('Två tryck på knappen')
  await callIn(page).click()
  await confirm(page).dblclick()
  await expect(page.locator('[data-row]')).toHaveCount(37)
  const made = await portal.sql("SELECT FROM call_outs c JOIN incidents i ON i.id = c.incident_id WHERE i.title = 'Två tryck på knappen'")
  expect(made).toHaveLength(1)
  await expect.poll(async () => (await portal.mailbox.about('Två tryck på knappen')).length).toBe(37)
})

test(
  'directing calls contact functions and representatives; a contact without any channel is a visible gap, never skipped in silence',
  oneWidth,
  async ({ browserOf, portal }) => {
    const page = await browserOf('tib')
    await openForm(page)
    await title(page).fill('Inriktning vid elbrist')
    await page.getByRole('checkbox', { name: /^Samordnande/ }).uncheck()
    await page.getByRole('checkbox', { name: /^Inriktande/ }).check()
    await expect(page.getByText('Alla på inkallningslistan: 37 aktörer · 74 kontakter')).toBeVisible()
    await page.getByRole('checkbox', { name: /^Kommunikation/ }).check()
    await callIn(page).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('E-post till 110 kontakter')
    await confirm(page).click()
    await expect(page.locator('[data-row]')).toHaveCount(37)
    await expect(page.locator('.ring-card')).toHaveCount(2)
    await expect.poll(async () => (await portal.mailbox.about('Inriktning vid elbrist')).length, { timeout: 30_000 }).toBe(110)
    const gaps = await portal.sql<{ function_code: string; name: string }>(
      `SELECT r.function_code, a.name FROM call_out_recipients r JOIN call_outs c ON c.id = r.call_out_id JOIN incidents i ON i.id = c.incident_id
     JOIN actors a ON a.id = r.actor_id WHERE i.title = 'Inriktning vid elbrist' AND r.gap = 'no_channel'`,
    )
    expect(gaps).toEqual([{ function_code: 'communicator', name: 'Vaxholms stad' }])
    await page.getByRole('button', { name: 'Vaxholms stad', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Vaxholms stad' })).toContainText('Ingen e-postadress')
    await scan(page)
  },
)

test('what has been typed is still there after a reload, and is gone once it has been sent', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await openForm(page)
  await title(page).fill('Utkast som överlever')
  await page.getByRole('checkbox', { name: /^Inriktande/ }).check()
  await page.reload()
  await expect(title(page)).toHaveValue('Utkast som överlever')
  await expect(page.getByRole('checkbox', { name: /^Inriktande/ })).toBeChecked()
  await expect(page.getByText(/Utkastet från .* är ifyllt/)).toBeVisible()
  await scan(page)
  await callIn(page).click()
  await confirm(page).click()
  await expect(page.locator('[data-row]')).toHaveCount(37)
  await openForm(page)
  await expect(title(page)).toHaveValue('')
})

test('the message can be edited, and keeps its link', oneWidth, async ({ browserOf, portal }) => {
  const page = await browserOf('tib')
  await openForm(page)
  await title(page).fill('Egen text')
  await page.getByRole('button', { name: 'Ändra meddelandet' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('Vi ses på telefon. Ta med er bedömning av läget.')
  await callIn(page).click()
  await confirm(page).click()
  await expect(page.locator('[data-row]')).toHaveCount(37)
  const mail = await portal.mailbox.to('kontakt.taby@demo.example', 'Egen text')
  expect(mail.text).toContain('Ta med er bedömning av läget.')
  expect(mail.links.filter((link) => link.startsWith(`${portal.url}/k/`))).toHaveLength(1)
})

test(
  'a press without a network says that nothing has been sent, and calls once when the network is back',
  oneWidth,
  async ({ browserOf }) => {
    const page = await browserOf('tib')
    await openForm(page)
    await title(page).fill('Utan nät')
    await callIn(page).click()
    await page.context().setOffline(true)
    await confirm(page).click()
    await expect(page.getByRole('dialog')).toContainText('Inkallningen är inte skickad än')
    await scan(page)
    await page.context().setOffline(false)
    await expect(page.locator('[data-row]')).toHaveCount(37)
  },
)
