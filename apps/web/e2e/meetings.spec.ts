import type { Page } from '@playwright/test'
import { planDueMeeting } from './portal/due-meeting.ts'
import { inDays } from './portal/time.ts'
import { clocks, expect, oneWidth, scan, test } from './test.ts'

const forum = 'regional-samverkanskonferens'
type Line = { code: string; startsAt: string; state: string; isExercise: boolean }

/** The conferences to come, nearest first; each test has one of its own. */
const conferences = async (page: Page): Promise<Line[]> => {
  const response = await page.request.get(`/api/meetings?forum=${forum}&limit=30`)
  expect(response.status()).toBe(200)
  const { items } = (await response.json()) as { items: Line[] }
  return items.filter((meeting) => meeting.state === 'planned' && !meeting.isExercise)
}
const nth = async (page: Page, n: number): Promise<string> => (await conferences(page)).at(n)!.code
const open = async (page: Page, code: string): Promise<void> => {
  await page.goto(`/moten/${code}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
/** One actor in the roll call. */
const rollRow = (page: Page, name: string) => page.locator('.roll-list li').filter({ hasText: name })

test('the next conference is loud, lists are searched and filtered, and a meeting that is not there says so', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await page.goto('/moten')
  const next = page.getByRole('region', { name: /^tor \d+ / })
  // It is the next one for as long as it goes on.
  await expect(next.getByText(/^om \d|^strax$|^nu$|sedan$/u)).toBeVisible()
  await expect(next.getByRole('heading', { name: /Nacka kommun|Er förrapport/u })).toBeVisible()
  await scan(page)
  await page.getByRole('searchbox', { name: 'Sök på rubrik eller forum' }).fill('finns inte')
  await expect(page.getByText('Inget möte passar.')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Sök på rubrik eller forum' }).fill('')
  await page.getByRole('combobox', { name: 'Forum' }).selectOption(forum)
  await expect(page).toHaveURL(/forum=regional-samverkanskonferens/u)
  await expect(page.locator('.meeting-row').filter({ hasText: '16:00' }).first()).toBeVisible()
  await page.goto('/moten/finns-inte')
  await expect(page.getByRole('heading', { level: 1, name: 'Sidan finns inte' })).toBeVisible()
})

test('an actor hands in “oförändrat” with one tap, on what it said the week before', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  const [before, code] = [await nth(page, 4), await nth(page, 5)]
  await open(page, before)
  await page.getByRole('button', { name: 'Något att rapportera' }).click()
  await page.getByRole('textbox', { name: 'Vad ska de andra veta?' }).fill('Vattenläckan vid Henriksdal är lagad.')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Vad ska de andra veta?' })).toHaveValue('Vattenläckan vid Henriksdal är lagad.')
  await page.getByRole('radio', { name: 'Antagande' }).check({ force: true })
  await page.getByRole('button', { name: 'Lämna förrapporten' }).click()
  await expect(page.getByText(clocks(/^Lämnad \d\d:\d\d, Maja Lind$/u))).toBeVisible()
  // Corrected: what it said before stands behind what counts.
  await page.getByRole('button', { name: 'Något att rapportera' }).click()
  await page.getByRole('textbox', { name: 'Vad ska de andra veta?' }).fill('Vattenläckan vid Henriksdal är lagad. Prov tas i morgon.')
  await page.getByRole('button', { name: 'Lämna förrapporten' }).click()
  await page.getByText('Tidigare versioner (1)').click()
  await expect(page.locator('.report-versions')).toContainText(/Version 1.*Maja Lind.*är lagad\.$/u)
  await open(page, code)
  await scan(page)
  await page.getByRole('button', { name: 'Oförändrat' }).click()
  await expect(page.getByText('Oförändrat sedan förra gången')).toBeVisible()
  await expect(page.getByText(clocks(/^Lämnad \d\d:\d\d, Maja Lind$/u))).toBeVisible()
  await page.reload()
  await expect(page.locator('.report-said')).toContainText('Vattenläckan vid Henriksdal är lagad.')
  await expect(page.locator('.report-said')).toContainText('Antagande')
})

test('a report that is tapped without a network waits on the device and is sent after', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await open(page, await nth(page, 6))
  await expect(page.getByRole('button', { name: 'Inget att rapportera' })).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Inget att rapportera' }).click()
  await expect(page.getByText('Sparat på enheten, skickas när nätet är tillbaka')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(clocks(/^Lämnad \d\d:\d\d, Maja Lind$/u))).toBeVisible({ timeout: 20_000 })
})

test('RSIB orders the agenda by keyboard and by hand and adds an item; an actor sees it at once', async ({ browserOf }, info) => {
  const [rsib, nacka] = [await browserOf('rsib'), await browserOf('kontakt.nacka')]
  const code = await nth(rsib, 7)
  for (const page of [rsib, nacka]) await open(page, code)
  const item = (page: Page, n: number) => page.locator('.agenda-list > li').nth(n)
  await expect(item(rsib, 0)).toContainText('Upprop')
  await expect(rsib.getByText('Förslag, kan ändras', { exact: true })).toBeVisible()
  const down = rsib.getByRole('button', { name: 'Flytta ned Omvärldsanalys' })
  await down.focus()
  await rsib.keyboard.press('Enter')
  await expect(item(rsib, 3)).toContainText('Omvärldsanalys')
  await expect(down).toBeFocused()
  await expect(item(nacka, 3)).toContainText('Omvärldsanalys')
  if (info.project.name === 'desktop') {
    // The list may just be drawn anew with what was saved; a hand that lost its row takes it again.
    const dragged = rsib.locator('.agenda-list > li').filter({ hasText: 'Omvärldsanalys' })
    await expect(async () => {
      await dragged.locator('.agenda-grip').dragTo(item(rsib, 1))
      await expect(item(nacka, 1)).toContainText('Omvärldsanalys', { timeout: 4_000 })
    }).toPass()
  }
  await rsib.getByRole('button', { name: 'Lägg till punkt' }).click()
  const dialog = rsib.getByRole('dialog', { name: 'Ny punkt på dagordningen' })
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill('Värmebölja i helgen')
  await dialog.getByRole('textbox', { name: 'Minuter' }).fill('5')
  await scan(rsib)
  await dialog.getByRole('button', { name: 'Lägg till' }).click()
  await expect(nacka.locator('.agenda-list')).toContainText('Värmebölja i helgen')
  await rsib.getByRole('button', { name: 'Sätt dagordningen' }).click()
  await expect(nacka.getByText('Dagordningen är satt')).toBeVisible()
  await scan(nacka)
})

test('TiB holds the conference: roll call, floor, notes, a measure, the end, the minutes; others follow live', async ({
  browserOf,
  portal,
}) => {
  test.setTimeout(120_000)
  const [tib, nacka] = [await browserOf('tib'), await browserOf('kontakt.nacka')]
  const code = await planDueMeeting(tib, portal.url, { asksReports: true })
  for (const page of [tib, nacka]) await open(page, code)
  await tib.getByRole('button', { name: 'Öppna mötet' }).click()
  await expect(tib.getByRole('heading', { name: 'Upprop' }).first()).toBeVisible()
  await expect(nacka.getByText(/^Pågår/u).first()).toBeVisible()
  // One tap in one browser, seen in the other, and nothing moves under the finger.
  await rollRow(tib, 'Nacka kommun')
    .getByRole('button', { name: /^Nacka kommun/u })
    .click()
  await expect(rollRow(tib, 'Nacka kommun').getByRole('button', { name: /^Nacka kommun/u })).toBeFocused()
  await expect(rollRow(nacka, 'Nacka kommun')).toContainText('Med')
  await tib.getByRole('searchbox', { name: 'Sök aktör' }).fill('trafik')
  await tib.keyboard.press('Enter')
  await expect(rollRow(nacka, 'Trafikverket')).toContainText('Med')
  // The two, and Länsstyrelsen, whose duty officer opened the meeting.
  await expect(tib.locator('.roll-head')).toContainText('3 av 37')
  await tib.getByRole('button', { name: /^Nästa: Aktörsrapportering/u }).click()
  await tib.getByRole('button', { name: 'Nästa: Nacka kommun' }).click()
  await expect(nacka.locator('.floor').getByRole('heading', { name: 'Nacka kommun' })).toBeVisible()
  await scan(tib)
  const field = tib.getByRole('textbox', { name: 'Skriv anteckning' })
  await field.fill('60 hushåll saknar fast telefoni.')
  await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
  await expect(nacka.locator('.note-list').first()).toContainText('60 hushåll saknar fast telefoni.')
  await expect(field).toHaveValue('')
  await field.fill('Åtgärd: Nacka återkommer med prognos')
  await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
  const dialog = tib.getByRole('dialog', { name: 'Ny åtgärd' })
  await expect(dialog.getByRole('textbox', { name: 'Vad ska göras?' })).toHaveValue('Nacka återkommer med prognos')
  await expect(dialog.getByRole('combobox', { name: 'Vem äger åtgärden?' })).toHaveValue('nacka')
  await dialog.getByLabel('Klar senast').fill(inDays(30))
  await dialog.getByRole('button', { name: 'Skapa åtgärden' }).click()
  await expect(field).toHaveValue('')
  await expect(nacka.locator('.item-links').first()).toContainText(/Nacka kommun, (mån|tis|ons|tor|fre|lör|sön) \d+ \S+/u)
  await tib.getByRole('button', { name: 'Fråga att ta hem' }).click()
  const home = tib.getByRole('dialog', { name: 'Fråga att ta hem' })
  await home.getByRole('textbox', { name: 'Vad är frågan?' }).fill('Hur länge räcker reservkraften?')
  await home.getByLabel('Svar senast').fill(inDays(7))
  await scan(tib)
  await home.getByRole('button', { name: 'Anteckna frågan' }).click()
  await expect(nacka.locator('.item-links').first()).toContainText('Fråga att ta hem: Hur länge räcker reservkraften?')
  await tib.getByRole('button', { name: 'Helskärm' }).click()
  const stage = tib.getByRole('dialog', { name: 'Dagordning i helskärm' })
  await expect(stage.getByRole('heading', { name: 'Nacka kommun' })).toBeVisible()
  await scan(tib)
  await tib.keyboard.press('Escape')
  await expect(stage).toHaveCount(0)
  await tib.getByRole('button', { name: 'Avsluta mötet' }).click()
  const missing = tib.getByRole('dialog', { name: 'Alla har inte kommit till tals' })
  await expect(missing).toContainText('Trafikverket')
  await missing.getByRole('button', { name: 'Avsluta ändå' }).click()
  await expect(nacka.getByRole('heading', { name: 'Närvaro' })).toBeVisible()
  await tib.getByRole('button', { name: 'Anteckningarna är klara' }).click()
  await tib.getByRole('button', { name: 'Skicka ut anteckningarna' }).click()
  await tib.getByRole('dialog').getByRole('button', { name: 'Skicka ut', exact: true }).click()
  await expect(nacka.getByText(/Anteckningarna skickades ut .* och ändras inte mer\./u)).toBeVisible()
  await expect(nacka.getByText('3 av 37').first()).toBeVisible()
  await expect(nacka.getByText('60 hushåll saknar fast telefoni.')).toBeVisible()
  await expect(tib.getByRole('button', { name: 'Ändra' })).toHaveCount(0)
  await scan(nacka)
  // The answer comes after the meeting, from Läget.
  await nacka.goto('/')
  await nacka
    .getByRole('button', { name: /^Svara\b.*Svara på en fråga ni tog med hem/u })
    .first()
    .click()
  await expect(nacka).toHaveURL(/\/moten\//u)
  await nacka.goto(`/moten/${code}`)
  await nacka.getByRole('button', { name: /^Svara.*Hur länge räcker reservkraften/u }).click()
  await nacka.getByRole('textbox', { name: 'Svar, alla i forumet läser det' }).fill('Sjutton timmar med fulla tankar.')
  await nacka.getByRole('button', { name: 'Spara svaret' }).click()
  await expect(tib.getByText('Sjutton timmar med fulla tankar.')).toBeVisible()
  await expect(tib.getByText('Nacka kommun, besvarad')).toBeVisible()
})

test('a meeting is moved twice with reasons, cancelled and taken back', oneWidth, async ({ browserOf }) => {
  const [tib, nacka] = [await browserOf('tib'), await browserOf('kontakt.nacka')]
  const code = await nth(tib, 9)
  const day = (code: string) => code.slice(-10)
  const plus = (days: number) => new Date(Date.parse(`${day(code)}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  for (const page of [tib, nacka]) await open(page, code)
  // Weeks ahead it cannot be opened: TiB is told from when.
  await expect(tib.getByText(/^Kan öppnas från /u)).toBeVisible()
  const move = async (to: string, time: string, reason: string) => {
    await tib.getByRole('button', { name: 'Flytta', exact: true }).click()
    const dialog = tib.getByRole('dialog', { name: 'Flytta mötet' })
    await dialog.getByLabel('Ny dag').fill(to)
    await dialog.getByRole('textbox', { name: 'Klockslag' }).fill(time)
    await dialog.getByRole('button', { name: 'Flytta mötet' }).click()
    await expect(dialog.getByText('Skriv en rad om varför. Alla läser den.')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Varför?' }).fill(reason)
    await dialog.getByRole('button', { name: 'Flytta mötet' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await move(plus(-1), '15.00', 'Krock med Regionala rådet')
  await expect(nacka.getByText(/Flyttat från .* 16:00 av Anders Ek: Krock med Regionala rådet/u)).toBeVisible()
  await move(plus(1), '9', 'Rådet blev av på onsdagen')
  await expect(nacka.getByText(/Flyttat från .* 15:00 av Anders Ek: Rådet blev av på onsdagen/u)).toBeVisible()
  await expect(nacka.getByText(/Först planerat .* 16:00\./u)).toBeVisible()
  await expect(nacka.getByText(/09:00 · vecka/u)).toBeVisible()
  await scan(nacka)
  await tib.getByRole('button', { name: 'Ställ in' }).click()
  const dialog = tib.getByRole('dialog', { name: 'Ställ in mötet' })
  await dialog.getByRole('textbox', { name: 'Varför?' }).fill('Alla är på övning')
  await dialog.getByRole('button', { name: 'Ställ in mötet' }).click()
  await expect(nacka.getByText('Mötet är inställt: Alla är på övning')).toBeVisible()
  await tib.getByRole('button', { name: 'Ångra, mötet blir av' }).click()
  await expect(nacka.getByText('Mötet är inställt: Alla är på övning')).toHaveCount(0)
})

test(
  'the calendar address is shown once, gives every meeting in Stockholm time, and ends when it is told to',
  oneWidth,
  async ({ browserOf }) => {
    const page = await browserOf('kontakt.trafikverket')
    await page.goto('/moten')
    await page.getByRole('button', { name: 'Gör en kalenderadress' }).click()
    const url = await page.getByRole('textbox', { name: 'Din adress, visas bara nu' }).inputValue()
    await scan(page)
    const calendar = await page.request.get(new URL(url).pathname)
    expect(calendar.status()).toBe(200)
    expect(calendar.headers()['content-type']).toContain('text/calendar')
    const text = await calendar.text()
    expect(text).toContain('BEGIN:VTIMEZONE')
    expect(text).toContain('TZID:Europe/Stockholm')
    expect(text).toMatch(/DTSTART;TZID=Europe\/Stockholm:\d{8}T160000/u)
    await page.reload()
    await expect(page.getByText('Hämtad senast')).toBeVisible()
    await page.getByRole('button', { name: 'Stäng av adressen' }).click()
    await expect(page.getByRole('button', { name: 'Gör en kalenderadress' })).toBeVisible()
    expect((await page.request.get(new URL(url).pathname)).status()).toBe(404)
  },
)

test('two who write in the same place at once keep both texts', oneWidth, async ({ browserOf, portal }) => {
  const [tib, rsib] = [await browserOf('tib'), await browserOf('rsib')]
  const code = await planDueMeeting(tib, portal.url)
  // The live stream would tell the second in time: here it comes late, as in a poor network.
  await rsib.route('**/api/journal/stream*', (route) => route.abort())
  await open(tib, code)
  await tib.getByRole('button', { name: 'Öppna mötet' }).click()
  await expect(tib.getByRole('textbox', { name: 'Vad ledde punkten till?' })).toBeVisible()
  await open(rsib, code)
  const outcome = (page: Page) => page.getByRole('textbox', { name: 'Vad ledde punkten till?' })
  await expect(outcome(rsib)).toBeVisible()
  await outcome(tib).fill('Alla är nåbara.')
  await expect(tib.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await outcome(rsib).fill('Tre aktörer saknas.')
  const merge = rsib.getByRole('alert').filter({ hasText: 'Båda finns kvar.' })
  await expect(merge).toContainText('Alla är nåbara.')
  await expect(merge).toContainText('Tre aktörer saknas.')
  await scan(rsib)
  await merge.getByRole('button', { name: 'Behåll båda' }).click()
  await expect(outcome(rsib)).toHaveValue('Alla är nåbara.\nTre aktörer saknas.')
  await expect(outcome(tib)).toHaveValue('Alla är nåbara.\nTre aktörer saknas.')
})
