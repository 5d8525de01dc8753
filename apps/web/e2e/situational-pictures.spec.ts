import type { Page } from '@playwright/test'
import { callOut } from './portal/call-out.ts'
import { addLine, openPicture, reportTo } from './portal/picture.ts'
import { clocks, expect, oneWidth, scan, test } from './test.ts'

const address = (code: string) => `/handelser/${code}/lagesbild`
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
/** The joint text of the editor: beside the reports, or behind its own word on a phone. */
const toText = async (page: Page) => {
  await expect(page.getByRole('heading', { name: /^Lägesbild \d+$/u, level: 2 })).toBeVisible()
  const word = page.getByRole('button', { name: 'Gemensam text' })
  if (await word.isVisible()) await word.click()
  await expect(field(page, 'Sammanfattning')).toBeVisible()
}
const toReports = async (page: Page) => {
  await expect(page.getByRole('heading', { name: /^Lägesbild \d+$/u, level: 2 })).toBeVisible()
  const word = page.getByRole('button', { name: /^Rapporter \d+ av \d+$/u })
  if (await word.isVisible()) await word.click()
}
/** What is about to be read aloud, and what stands as it did, is looked at before it is everybody's. */
const looked = (page: Page) =>
  page.getByRole('dialog', { name: 'Läs igenom före publicering' }).getByRole('button', { name: 'Texterna stämmer, publicera' }).click()
const lineOf = (page: Page, text: string) => page.locator('[data-line]').filter({ has: page.locator('textarea', { hasText: text }) })

test('from a report on a phone to a second version that shows what changed', async ({ browserOf, portal }, info) => {
  test.setTimeout(240_000)
  // Of two projects on one portal: each its own words to look for.
  const title = `Snöoväder Svealand ${info.project.name}`
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title })
  const reader = await browserOf('kontakt.trafikverket')
  const wanted = await reader.request.put('/api/users/subscriptions/situational-pictures', {
    headers: { origin: portal.url },
    data: { isOn: true },
  })
  expect(wanted.status(), await wanted.text()).toBe(200)

  // TiB opens it: the actors of the activated forum are asked.
  await tib.goto(address(code))
  await scan(tib)
  await tib.getByRole('radio', { name: 'Öppen' }).check({ force: true })
  await tib.getByRole('button', { name: 'Be aktörerna rapportera' }).click()
  await expect(tib.getByText('37 har inte rapporterat')).toBeVisible()
  await expect(tib.getByText('Ingen har rapporterat ännu.')).toBeVisible()
  await scan(tib)

  // The contact of Nacka is asked on Läget and reports.
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto('/')
  await nacka
    .getByRole('main')
    .getByRole('button', { name: /Rapportera er del av lägesbilden/u })
    .click()
  await expect(nacka.getByText('Väntar på er')).toBeVisible()
  await scan(nacka)
  await field(nacka, 'Läge').fill('Omkring 400 hushåll i Boo saknar el.')
  await field(nacka, 'Prognos').fill('Strömmen åter tidigast 12:00.')
  await nacka
    .getByRole('group', { name: 'Prognos: fakta eller antagande' })
    .getByRole('radio', { name: 'Antagande' })
    .check({ force: true })
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  await expect(nacka.getByText(clocks(/^Rapporterat kl\. \d\d:\d\d: 2 rader\. Den räknas till lägesbild 1/u))).toBeInViewport()
  await scan(nacka)

  // TiB sees it without a reload, lifts it in with its source, writes and publishes.
  await expect(tib.getByText('36 har inte rapporterat')).toBeVisible()
  const lift = tib.getByRole('button', { name: /^Lyft in ?: Omkring 400/u })
  await lift.click()
  const lifted = tib.getByRole('button', { name: /^Inlyft ?: Omkring 400/u })
  await expect(lifted).toBeFocused()
  await tib.getByRole('button', { name: /^Lyft in ?: Strömmen åter/u }).click()
  await expect(tib.getByRole('button', { name: /^Inlyft ?: Strömmen/u })).toBeVisible()
  await toText(tib)
  await expect(lineOf(tib, 'Strömmen åter tidigast 12:00.')).toContainText('Nacka kommun')
  await expect(lineOf(tib, 'Strömmen åter tidigast 12:00.')).toContainText('Antagande')
  await field(tib, 'Sammanfattning').fill('Elavbrott i Boo. Läget väntas bli bättre efter lunch.')
  await field(tib, 'Värsta fall').fill('Avbrottet varar till kvällen.')
  await tib.getByRole('button', { name: 'Föreslå av sammanfattningen' }).click()
  await expect(field(tib, 'Text att läsa upp i Rakel')).toHaveValue(/^Lägesbild 1, .*Elavbrott i Boo/u)
  await expect(tib.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await scan(tib)
  await tib.getByRole('button', { name: 'Publicera lägesbild 1' }).click()
  await looked(tib)
  await expect(tib.getByRole('heading', { name: 'Kvitterat' })).toBeVisible()
  await expect(tib.getByText('37 har inte kvitterat')).toBeVisible()
  await scan(tib)

  // Whoever subscribes is mailed; the reader reads and acknowledges.
  await portal.mailbox.to('kontakt.trafikverket@demo.example', `Lägesbild 1: ${title}`)
  await reader.goto(address(code))
  await expect(reader.getByRole('heading', { name: 'Lägesbild 1', exact: true })).toBeVisible()
  await expect(reader.getByText('Elavbrott i Boo.', { exact: false }).first()).toBeVisible()
  await reader.getByRole('button', { name: 'Text att läsa upp i Rakel' }).click()
  await expect(reader.getByRole('dialog')).toContainText('Lägesbild 1')
  await scan(reader)
  await reader.keyboard.press('Escape')
  const pdf = await reader.request.get(
    await reader.getByRole('link', { name: 'Hämta som PDF' }).evaluate((link: HTMLAnchorElement) => link.href),
  )
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await reader.getByRole('button', { name: 'Kvittera för Trafikverket' }).click()
  await expect(reader.getByText('Kvitterad', { exact: true })).toBeVisible()
  await expect(tib.getByText('36 har inte kvitterat')).toBeVisible()
  await reader.getByRole('button', { name: 'Skriv hur ni spridit den' }).click()
  await expect(reader.getByLabel('Hur ni har spridit den')).toBeFocused()
  await reader.keyboard.type('Trafikledningen')
  await reader.keyboard.press('Tab')
  await reader.keyboard.press('Enter')
  await expect(reader.getByText(/ · Trafikledningen$/u)).toBeVisible()

  // Nacka corrects after the publishing: it is offered to the next version.
  await nacka.goto(`${address(code)}?visa=rapport`)
  await field(nacka, 'Läge').fill('Omkring 900 hushåll i Boo saknar el.')
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  await expect(nacka.getByText(/Den räknas till lägesbild 2/u)).toBeVisible()
  await tib.goto(`${address(code)}?visa=utkast`)
  await toReports(tib)
  await tib.getByRole('button', { name: /^Lyft in ?: Omkring 900/u }).click()
  await expect(tib.getByRole('button', { name: /^Inlyft ?: Omkring 900/u })).toBeVisible()
  await toText(tib)
  await lineOf(tib, 'Strömmen åter tidigast 12:00.').getByRole('textbox').fill('Strömmen åter tidigast 15:00.')
  await expect(tib.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  const old = lineOf(tib, 'Omkring 400 hushåll i Boo saknar el.')
  await old.getByRole('textbox').focus()
  await old.getByRole('button', { name: 'Ta bort raden' }).click()
  const undo = tib.getByRole('button', { name: 'Ångra' })
  await expect(undo).toBeFocused()
  await undo.click()
  await expect(old.getByRole('textbox')).toBeFocused()
  await old.getByRole('button', { name: 'Ta bort raden' }).click()
  await expect(undo).toBeVisible()
  await tib.getByRole('button', { name: 'Publicera lägesbild 2' }).click()
  // The summary says what it said, although two lines do not: that is asked about, and what will be read aloud is shown as it will be read.
  const look = tib.getByRole('dialog', { name: 'Läs igenom före publicering' })
  await expect(look.getByRole('listitem')).toContainText([/Sammanfattning.*Elavbrott i Boo/su, /Värsta fall/u])
  await expect(look.getByText(/^Lägesbild 2, .* Slut\.$/u)).toBeVisible()
  await scan(tib)
  await looked(tib)
  await expect(tib.getByText('37 har inte kvitterat')).toBeVisible()

  // The reader sees what has changed since the version read.
  await reader.goto(address(code))
  await expect(reader.getByText(/^3 ändringar sedan du läste lägesbild 1/u)).toBeVisible()
  const article = reader.getByRole('article')
  await expect(article.locator('li').filter({ hasText: 'Omkring 900' })).toContainText('Nytt')
  const changed = article.locator('li').filter({ hasText: 'Strömmen åter' })
  await expect(changed.locator('del')).toContainText('12:00.')
  await expect(changed.locator('ins')).toContainText('15:00.')
  await expect(article.getByRole('heading', { name: 'Borttaget sedan lägesbild 1' })).toBeVisible()
  await scan(reader)
  await reader.getByRole('link', { name: /^Lägesbild 1 ·/u }).click()
  await expect(reader.getByText('Det finns en nyare lägesbild. Du läser en äldre.')).toBeVisible()
})

test('nothing, and unchanged, are one tap each', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'En tryckning' })
  const id = await openPicture(tib, portal.url, code)
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto(address(code))
  await nacka.getByRole('button', { name: 'Inget att rapportera' }).click()
  await expect(nacka.getByText(clocks(/^Rapporterat kl\. \d\d:\d\d: inget att rapportera\./u))).toBeVisible()
  await reportTo(nacka, portal.url, id, 1, [{ heading: 'impact', certainty: 'fact', text: 'Två vägar är stängda.' }])
  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: 'Snön faller.' })
  await tib.goto(`${address(code)}?visa=utkast`)
  await tib.getByRole('button', { name: 'Publicera lägesbild 1' }).click()
  await looked(tib)
  await expect(tib.getByRole('heading', { name: 'Kvitterat' })).toBeVisible()
  await nacka.goto(`${address(code)}?visa=rapport`)
  await nacka.getByRole('button', { name: clocks(/^Oförändrat sedan \d\d:\d\d$/u) }).click()
  await expect(nacka.getByText(clocks(/^Rapporterat kl\. \d\d:\d\d: oförändrat\./u))).toBeVisible()

  // Trafikverket has no network and radios in: TiB writes it down, and it is its own report.
  const away = await browserOf('kontakt.trafikverket')
  await away.goto(`${address(code)}?visa=rapport`)
  await expect(away.getByText('Väntar på er', { exact: true })).toBeVisible()
  await tib.goto(`${address(code)}?visa=utkast`)
  const more = tib.getByRole('button', { name: /^\+\d+ till$/u })
  await more.click()
  await tib.getByRole('button', { name: /^Trafikverket rapport per telefon/u }).press('Enter')
  const call = tib.getByRole('dialog', { name: 'Rapport per telefon/Rakel från Trafikverket' })
  await call.getByRole('radio', { name: 'Rakel' }).check({ force: true })
  await call.getByLabel('Vem lämnar den?').fill('Vakthavande tågledare')
  await call.getByRole('button', { name: 'Spara rapporten' }).click()
  await expect(call.getByText('Skriv minst en rad, eller tryck Inget att rapportera.')).toBeVisible()
  await call.getByRole('textbox', { name: 'Läge', exact: true }).fill('Växeln är ur bruk.')
  await scan(tib)
  await call.getByRole('button', { name: 'Spara rapporten' }).click()
  const report = tib.getByRole('region', { name: 'Trafikverket' })
  await expect(report).toBeFocused()
  await expect(report).toContainText('Vakthavande tågledare, per Rakel till TiB')
  await expect(away.getByText('Rapporterat', { exact: true }).first()).toBeVisible()
  const own = away.getByRole('listitem').filter({ hasText: 'Växeln är ur bruk.' })
  await expect(own).toContainText('per Rakel till TiB')

  // It was wrong: its actor takes it back, and whoever has lifted it in is told.
  await tib.getByRole('button', { name: /^Lyft in ?: Växeln/u }).click()
  await expect(tib.getByRole('button', { name: /^Inlyft ?: Växeln/u })).toBeVisible()
  await own.getByRole('button', { name: /^Återta ?: Växeln/u }).click()
  await away.getByLabel('Varför?').fill('Fel växel')
  await scan(away)
  await away.getByRole('dialog').getByRole('button', { name: 'Återta raden' }).click()
  await expect(own).toContainText(/Återtagen.*Fel växel/u)
  await expect(own).toBeFocused()
  await expect(report.locator('del', { hasText: 'Växeln är ur bruk.' })).toBeVisible()
  await toText(tib)
  await expect(lineOf(tib, 'Växeln är ur bruk.')).toContainText('Källan är återtagen')
  await scan(tib)
  await tib.goto(`${address(code)}?visa=utkast`)
  await expect(tib.getByRole('region', { name: 'Nacka kommun' })).toContainText('Två vägar är stängda.')
  await expect(tib.getByRole('region', { name: 'Nacka kommun' })).toContainText('oförändrad')
})

test('a report written without a network stays on the device, also past a reload, and is sent after', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Nätet är borta' })
  const id = await openPicture(tib, portal.url, code)
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto(address(code))
  await field(nacka, 'Behov').fill('Två bandvagnar till Boo.')
  await nacka.context().setOffline(true)
  await expect(nacka.getByText(/^Ingen anslutning sedan .* skickas när nätet är tillbaka\.$/u)).toBeVisible()
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  await expect(nacka.getByText(clocks(/^Rapporten från \d\d:\d\d är inte skickad än\. Det ligger kvar på enheten/u))).toBeVisible()
  await scan(nacka)
  // Meanwhile number 1 is published: the report that comes after is kept, and stands before the writers of number 2.
  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: 'Snön faller.' })
  await tib.goto(`${address(code)}?visa=utkast`)
  await tib.getByRole('button', { name: 'Publicera lägesbild 1' }).click()
  await looked(tib)
  await expect(tib.getByRole('heading', { name: 'Kvitterat' })).toBeVisible()
  await tib.goto(`${address(code)}?visa=utkast`)
  await nacka.context().setOffline(false)
  await expect(
    nacka.getByText(clocks(/^Rapporterat kl\. \d\d:\d\d: 1 rad\. Lägesbild 1 publicerades innan rapporten kom fram/u)),
  ).toBeVisible({
    timeout: 15_000,
  })
  const after = tib.getByRole('region', { name: 'Nacka kommun' })
  await expect(after).toContainText('Två bandvagnar till Boo.')
  await expect(after).toContainText('Skriven för lägesbild 1')
  // Also from any other page, which says so.
  await nacka.context().setOffline(true)
  await field(nacka, 'Åtgärder').fill('En bandvagn är på väg.')
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  await expect(nacka.getByText(clocks(/^Rapporten från \d\d:\d\d är inte skickad än\./u))).toBeVisible()
  await nacka
    .getByRole('navigation', { name: /^Huvudmeny/u })
    .getByRole('link', { name: 'Läget' })
    .click()
  await expect(nacka.getByText(/^En rapport till lägesbilden är inte skickad än/u)).toBeVisible()
  await scan(nacka)
  await nacka.context().setOffline(false)
  await expect(nacka.getByText(clocks(/^Rapporten från \d\d:\d\d är skickad\. Den räknas till lägesbild 2\.$/u))).toBeVisible()
  await expect(after).toContainText('En bandvagn är på väg.')
  await nacka.goto(`${address(code)}?visa=rapport`)
  // A draft that was never sent is found again.
  await field(nacka, 'Läge').fill('Halvt färdigt')
  await nacka.goto(`${address(code)}?visa=rapport`)
  await expect(field(nacka, 'Läge')).toHaveValue('Halvt färdigt')
})

test('two who write the same text keep both; what one writes is at the other within a second', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Två skriver' })
  const id = await openPicture(tib, portal.url, code)
  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: 'Snön faller.' })
  const rkk = await browserOf('rkk')
  for (const page of [tib, rkk]) {
    await page.goto(`${address(code)}?visa=utkast`)
    await toText(page)
  }
  // Live: the other's words come in while somebody writes elsewhere, and the cursor stays.
  await field(rkk, 'Värsta fall').focus()
  await field(tib, 'Sammanfattning').fill('Ord från TiB')
  await expect(field(rkk, 'Sammanfattning')).toHaveValue('Ord från TiB', { timeout: 3_000 })
  await expect(field(rkk, 'Värsta fall')).toBeFocused()
  await expect(rkk.getByText('1 skriver nu')).toBeVisible()

  // In a poor network the second does not know: 409, and both stand side by side.
  await rkk.route('**/api/journal/stream*', (route) => route.abort())
  await rkk.reload()
  await toText(rkk)
  const line = (page: Page) => page.locator('[data-line]').first().getByRole('textbox')
  await line(tib).fill('Snön faller tätt.')
  await line(tib).blur()
  await expect(tib.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await line(rkk).fill('Snön har slutat falla.')
  await line(rkk).blur()
  const merge = rkk.getByRole('alert').filter({ hasText: 'Båda versionerna finns kvar.' })
  await expect(merge).toContainText('Snön faller tätt.')
  await expect(merge).toContainText('Snön har slutat falla.')
  await scan(rkk)
  await merge.getByRole('button', { name: 'Behåll båda texterna' }).click()
  await expect(line(rkk)).toHaveValue('Snön faller tätt.\nSnön har slutat falla.')
  await expect(line(tib)).toHaveValue('Snön faller tätt.\nSnön har slutat falla.')
})

test('lines change places with the keyboard, and the focus goes along', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Ordningen' })
  const id = await openPicture(tib, portal.url, code)
  for (const text of ['Ett', 'Två', 'Tre']) await addLine(tib, portal.url, id, { heading: 'impact', certainty: 'fact', text })
  await tib.goto(`${address(code)}?visa=utkast`)
  await toText(tib)
  const order = () => tib.locator('[data-line] textarea').evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value))
  await lineOf(tib, 'Tre').getByRole('textbox').focus()
  await tib.keyboard.press('Alt+ArrowUp')
  await expect.poll(order).toEqual(['Ett', 'Tre', 'Två'])
  await expect(lineOf(tib, 'Tre').getByRole('textbox')).toBeFocused()
  await lineOf(tib, 'Ett').getByRole('textbox').focus()
  await lineOf(tib, 'Ett').getByRole('button', { name: 'Flytta ner' }).press('Enter')
  await expect.poll(order).toEqual(['Tre', 'Ett', 'Två'])
  await expect(lineOf(tib, 'Ett').getByRole('button', { name: 'Flytta ner' })).toBeFocused()
  await scan(tib)
  await tib.reload()
  await toText(tib)
  await expect.poll(order).toEqual(['Tre', 'Ett', 'Två'])
})

test('a marking of secrecy stops and asks; an exercise says so; an ended incident is read only', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code, activations } = await callOut(tib, portal.url, { title: 'Övning Frost', isExercise: true })
  const id = await openPicture(tib, portal.url, code)
  const nacka = await browserOf('kontakt.nacka')
  await nacka.goto(address(code))
  await expect(nacka.getByText('ÖVNING – inget skarpt larm')).toBeVisible()
  await expect(nacka.getByText('Skriv inget sekretessbelagt här.')).toBeVisible()
  await field(nacka, 'Läge').fill('HEMLIG: skyddsobjektet står öppet')
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  const question = nacka.getByRole('alert').filter({ hasText: 'Texten ser ut att vara hemlig' })
  await expect(question).toBeVisible()
  await expect(field(nacka, 'Läge')).toHaveValue('HEMLIG: skyddsobjektet står öppet')
  await scan(nacka)
  await field(nacka, 'Läge').fill('Skyddsobjektet är bevakat')
  await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
  await expect(nacka.getByText(/^Rapporterat kl/u)).toBeVisible()
  // Also a reason, which everybody who follows the draft reads.
  await nacka.getByRole('button', { name: /^Återta/u }).click()
  const withdrawal = nacka.getByRole('dialog')
  await withdrawal.getByRole('textbox', { name: 'Varför?' }).fill('Stod i ett KONFIDENTIELLT brev')
  await withdrawal.getByRole('button', { name: 'Återta raden' }).click()
  await expect(withdrawal.getByText('Texten ser ut att vara hemlig')).toBeVisible()
  await withdrawal.getByRole('button', { name: 'Det är ingen sådan uppgift, skicka' }).click()
  await expect(withdrawal).toBeHidden()

  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: 'Läget är lugnt.' })
  const marked = 'Skylten HEMLIG är bortplockad'
  await addLine(tib, portal.url, id, { heading: 'measures', certainty: 'fact', text: marked, notSecret: true })
  await tib.goto(`${address(code)}?visa=utkast`)
  const press = tib.getByRole('button', { name: 'Publicera lägesbild 1' })
  await press.click()
  await looked(tib)
  // Asked when it was written; whoever publishes is asked once more, and shown what.
  const asked = tib.getByRole('dialog', { name: 'Texten ser ut att vara hemlig' })
  await expect(asked.getByRole('listitem')).toHaveText([/Åtgärder.*Skylten HEMLIG är bortplockad/su])
  await scan(tib)
  await asked.getByRole('button', { name: 'Tillbaka till utkastet' }).click()
  await expect(asked).toBeHidden()
  await expect(press).toBeFocused()
  await press.click()
  await asked.getByRole('button', { name: 'Inget av det är hemligt, publicera' }).click()
  await expect(tib.getByRole('heading', { name: 'Kvitterat' })).toBeVisible()
  const { version } = (await (await tib.request.get(`/api/incidents/${code}`)).json()).activations[0] as { version: number }
  const closed = await tib.request.post(`/api/activations/${activations[0]!.id}/close`, {
    headers: { origin: portal.url },
    data: { note: 'Slut på övningen.', version },
  })
  expect(closed.status()).toBe(200)
  for (const page of [tib, nacka]) {
    await page.goto(address(code))
    await expect(page.getByText('Avslutad. Lägesbilderna går att läsa')).toBeVisible()
    await expect(page.getByText('Läget är lugnt.')).toBeVisible()
    await expect(page.getByRole('button', { name: /Publicera|Rapportera läget/u })).toHaveCount(0)
  }
  await scan(nacka)
})

test('five hundred lines: what is written in one of them stands in it, and in no other', oneWidth, async ({ browserOf, portal }) => {
  test.setTimeout(120_000)
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Femhundra rader' })
  const id = await openPicture(tib, portal.url, code)
  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: 'Rad 0' })
  await portal.sql(
    `INSERT INTO situational_picture_lines SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'text', 'Rad ' || n || ': ett läge som beskrivs i en hel mening.'))).*
     FROM situational_picture_lines l CROSS JOIN generate_series(1, 499) n WHERE l.picture_id = $1`,
    [id],
  )
  await tib.goto(`${address(code)}?visa=utkast`)
  await toText(tib)
  await expect(tib.locator('[data-line]')).toHaveCount(500)
  const words = 'Här skrivs en mening medan femhundra rader står på sidan.'
  const box = tib.locator('[data-line]').nth(250).getByRole('textbox')
  await box.focus()
  await tib.keyboard.press('End')
  await tib.keyboard.type(` ${words}`)
  await expect(box).toHaveValue(new RegExp(` ${words}$`, 'u'))
  await expect(tib.locator('textarea', { hasText: words })).toHaveCount(1)
})
