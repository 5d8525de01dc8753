import type { Page } from '@playwright/test'
import { clocks, expect, oneWidth, scan, test } from './test.ts'

/** Nacka's assessment of this year, on the sub-capability with this code. */
const openAt = async (page: Page, sub: string): Promise<void> => {
  await page.goto('/formagor')
  await page
    .getByRole('link', { name: /^(Börja|Fortsätt|Läs)/u })
    .first()
    .click()
  await page.waitForURL(/sjalvskattning\//u)
  await page.goto(`${new URL(page.url()).pathname}?del=${sub}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
const indicator = (page: Page, text: string | RegExp) => page.locator('.indicator').filter({ hasText: text })

test('the assessor goes from Läget to the next indicator; answers are saved one by one', async ({ browserOf }, info) => {
  const page = await browserOf('skattare.nacka')
  await page.goto('/')
  await expect(
    page
      .getByRole('main')
      .getByText(/Fyll i självskattningen 20\d\d/u)
      .first(),
  ).toBeVisible()
  // Without a step in the address it goes on at the first that is not whole, and stays there when its last answer is given.
  await page.goto('/formagor')
  await page
    .getByRole('link', { name: /^(Börja|Fortsätt)/u })
    .first()
    .click()
  await page.waitForURL(/sjalvskattning\//u)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(page.locator('.indicator').first()).toBeVisible()
  const begin = (await heading.textContent()) ?? ''
  for (const one of await page.locator('.indicator').all()) await one.getByRole('radio').first().check({ force: true })
  await expect(page.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await expect(heading).toHaveText(begin)
  await openAt(page, '3.6')
  await expect(heading).toContainText('3:6')
  await page.getByRole('radio', { name: 'Delvis' }).check({ force: true })
  await expect(page.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Delvis' })).toBeChecked()
  await scan(page)
  // From any step to any other, on a phone as well; what is signed stands there word for word, and 2:8 beside the sums.
  if (info.project.name === 'phone') await page.getByText('Alla delförmågor').click()
  await page
    .getByRole('navigation', { name: 'Delförmågor' })
    .filter({ visible: true })
    .getByRole('link', { name: 'Sammanfattning och underskrift' })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sammanfattning' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^2:8 indikatorer utvecklas, räknas inte in/u })).toBeVisible()
  const gaps = page.getByRole('region', { name: 'Inte helt uppfyllt' })
  await expect(gaps.getByRole('listitem').filter({ hasText: '3:6' })).toContainText('Delvis')
  await scan(page)
})

test('1:3 shows last year’s answer beside and what the portal has measured', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('skattare.nacka')
  await openAt(page, '1.3')
  await expect(page.getByText(/^svar 20\d\d$/u).first()).toBeVisible()
  const measured = page.getByRole('complementary').filter({ hasText: 'Stöd för bedömningen, inte facit.' })
  await expect(measured.getByRole('heading', { name: 'Svarstid vid inkallning' })).toBeVisible()
  await expect(measured.getByRole('heading', { name: 'Kontaktlistan bekräftad' })).toBeVisible()
  await expect(measured.getByRole('heading', { name: 'Regionala samverkanskonferenser' })).toBeVisible()
  await scan(page)
})

test('what is written without a network stays on the device and is sent after', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('skattare.nacka')
  await openAt(page, '4.1')
  const card = indicator(page, 'roll och uppdrag')
  await expect(card).toBeVisible()
  await page.context().setOffline(true)
  await card.getByRole('button', { name: 'Skriv en kommentar' }).click()
  await card.getByRole('textbox', { name: 'Kommentar' }).fill('Skrivet i tunneln')
  // Said once, at the top of the page.
  const lost = page.getByRole('main').getByText('Ingen anslutning')
  await expect(lost).toHaveText(/^Ingen anslutning sedan .* skickas när nätet är tillbaka\.$/u)
  await page.context().setOffline(false)
  await expect(lost).toHaveCount(0, { timeout: 15_000 })
  await page.reload()
  await expect(indicator(page, 'roll och uppdrag').getByRole('textbox', { name: 'Kommentar' })).toHaveValue('Skrivet i tunneln')
})

test('two colleagues on the same answer: the second sees both texts and joins them', oneWidth, async ({ browserOf }) => {
  const [first, second] = [await browserOf('skattare.nacka'), await browserOf('skattare.nacka')]
  // The live stream would tell the second in time: here it comes late, as in a poor network.
  await second.route('**/api/journal/stream*', (route) => route.abort())
  for (const page of [first, second]) await openAt(page, '4.3')
  const write = async (page: Page, text: string) => {
    const card = indicator(page, 'syftet med gemensamma')
    await card.getByRole('button', { name: 'Skriv en kommentar' }).click()
    await card.getByRole('textbox', { name: 'Kommentar' }).fill(text)
    await card.getByRole('textbox', { name: 'Kommentar' }).blur()
  }
  await write(first, 'Ordet från den ena')
  await expect(first.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await write(second, 'Ordet från den andra')
  const merge = second.getByRole('alert').filter({ hasText: 'Båda versionerna finns kvar.' })
  await expect(merge).toContainText('Ordet från den ena')
  await expect(merge).toContainText('Ordet från den andra')
  await scan(second)
  await merge.getByRole('button', { name: 'Mitt svar, båda kommentarerna' }).click()
  await expect(indicator(second, 'syftet med gemensamma').getByRole('textbox', { name: 'Kommentar' })).toHaveValue(
    'Ordet från den ena\nOrdet från den andra',
  )
  await expect(second.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
})

test('the office sees 37 actors × 28 sub-capabilities, walks them with arrows and reads them as a table', async ({ browserOf }, info) => {
  const page = await browserOf('kansli')
  await page.goto('/formagor/karta')
  const grid = page.getByRole('grid', { name: 'Självskattning, aktörer och delförmågor' })
  await expect(grid.locator('[data-cell][data-column="0"]')).toHaveCount(37)
  const isPhone = info.project.name === 'phone'
  await expect(grid.locator('[data-row="0"]')).toHaveCount(isPhone ? 3 : 28)
  await grid.locator('[data-row="0"][data-column="0"]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(grid.locator('[data-row="1"][data-column="1"]')).toBeFocused()
  const details = page.locator('.heat-details')
  await expect(details).toContainText('1:2')
  // Neither the heads above nor the details below stand over what is in focus, at either end; a space moves nothing.
  const isInSight = () =>
    page.evaluate(() => {
      const { x, y, width, height } = document.activeElement?.getBoundingClientRect() ?? new DOMRect()
      return [2, height - 2].every((from) => document.elementFromPoint(x + width / 2, y + from) === document.activeElement)
    })
  for (const key of ['Control+End', 'ArrowUp', 'Control+Home', 'PageDown', 'Space']) {
    await page.keyboard.press(key)
    await expect.poll(isInSight).toBe(true)
  }
  await page.keyboard.press('Control+End')
  await expect(details).toContainText(/Regionen · .*\d+ % uppfyllda, \d+ av \d+ besvarade/su)
  await expect(details.getByRole('link', { name: 'Öppna svaren' })).toHaveCount(0)
  await page.keyboard.press('ArrowUp')
  await expect(details).toContainText('Österåkers kommun')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Förmågor')
  await page.goBack()
  await expect(grid.locator('[data-row="36"]:focus')).toHaveAccessibleName(/uppfyll/u)
  await expect(page.getByRole('heading', { name: 'De tio svagaste delförmågorna' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Utveckling' })).toBeVisible()
  const tiles = page.getByRole('region', { name: 'Uppfyllda i kommunerna, %' }).getByRole('listitem')
  await expect(tiles).toHaveCount(26)
  await expect(tiles.filter({ hasText: 'Bot\u00adkyrka' })).toHaveText(/^\d/u)
  await expect(tiles.filter({ hasText: 'Solna' })).toContainText('Ej undertecknad')
  await scan(page)
  await page.getByRole('button', { name: 'Visa som tabell' }).click()
  const table = page.getByRole('table', { name: 'Självskattning, aktörer och delförmågor' })
  await expect(table).toContainText('100 %')
  await expect(table.getByRole('row', { name: /^Regionen/u })).toContainText(/\d+ % \(\d+\/\d+\)/u)
  await scan(page)
})

test('an actor sees its own row and the region without names', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('skattare.nacka')
  await page.goto('/formagor/karta')
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('rowheader')).toHaveText([/^Nacka kommun/u, /^Regionen/u])
  await expect(page.getByRole('main')).not.toContainText('Salem')
  await expect(page.getByRole('heading', { name: 'Uppfyllda i kommunerna, %' })).toHaveCount(0)
  await scan(page)
})

test('the office sees how far everybody has come and opens nothing that is not its own to open', async ({ browserOf }) => {
  const page = await browserOf('kansli')
  await page.goto('/formagor')
  await expect(page.getByText(/av 37 undertecknade/u).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Stäng omgången' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Förbered en ny omgång' })).toBeVisible()
  await scan(page)
  // Who is asked 58 indicators instead of 56 is the office's to write down, and to take back.
  await page.goto('/aktorer/salem')
  const staff = page.getByRole('region', { name: 'Samverkansstab' })
  await staff.getByRole('button', { name: 'Utpeka aktören' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Utpeka' }).click()
  await expect(dialog.getByText('Skriv vad det grundar sig på.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'På vilken grund?' }).fill('Överenskommet med kansliet')
  await scan(page)
  await dialog.getByRole('button', { name: 'Utpeka' }).click()
  await expect(staff).toContainText(/Utpekad sedan .*Överenskommet med kansliet/u)
  await staff.getByRole('button', { name: 'Avsluta' }).click()
  await expect(staff).toContainText('Inte längre utpekad.')
  await expect(staff.getByRole('button', { name: 'Ångra' })).toBeVisible()
  await scan(page)
})

test(
  'the largest gaps say who works on them: by name for the office, its own and a number for an actor',
  oneWidth,
  async ({ browserOf }) => {
    const office = await browserOf('kansli')
    await office.goto('/formagor/karta')
    const gaps = (page: Page) => page.getByRole('region', { name: 'De tio svagaste delförmågorna' })
    await expect(
      gaps(office)
        .getByRole('link', { name: /kommun|hamnar|brand|stad/u })
        .filter({ visible: true })
        .first(),
    ).toBeVisible()
    await expect(gaps(office).getByText('Ingen ännu').filter({ visible: true }).first()).toBeVisible()
    await scan(office)
    const contact = await browserOf('kontakt.trafikverket')
    await contact.goto('/formagor/karta')
    await expect(
      gaps(contact)
        .getByText(/\d+ åtgärder i regionen/u)
        .filter({ visible: true })
        .first(),
    ).toBeVisible()
    await expect(gaps(contact)).not.toContainText(/Nacka|Salem|Solna/u)
    await scan(contact)
  },
)

test('an assessor makes a measure of a gap under the map; the office sees it, another actor nothing of it', async ({ browserOf }, info) => {
  const title = `Ring provnumret varje måndag, ${info.project.name}`
  const page = await browserOf('skattare.nacka')
  await page.goto('/formagor/karta')
  const grid = page.getByRole('grid', { name: 'Självskattning, aktörer och delförmågor' })
  // Whichever of its cells has a gap: the tests before have filled the first capability.
  await page.getByRole('combobox', { name: 'Grundförmåga' }).selectOption({ index: 2 })
  await grid
    .getByRole('gridcell', { name: /^(?:Delvis|Ej) uppfylld/u })
    .and(grid.locator('[data-row="0"]'))
    .first()
    .click()
  const details = page.locator('.heat-details')
  await expect(details).toContainText(/Nacka kommun · \d[:.]\d/u)
  const [, code = ''] = /· (\d[:.]\d)/u.exec(await details.innerText()) ?? []
  await details.getByRole('button', { name: 'Ny åtgärd' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Vad ska göras?' }).fill(title)
  await expect(dialog.getByRole('combobox', { name: 'Vem ansvarar?' }).getByRole('option')).toHaveText([
    'Samordningskansliet',
    'Nacka kommun',
  ])
  await scan(page)
  await dialog.getByRole('button', { name: 'Skapa åtgärden' }).click()
  await expect(details.getByRole('link', { name: title })).toBeVisible()
  await details.getByRole('link', { name: 'Öppna svaren' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code)
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByText('Syns bara för Nacka kommun och kansliet.')).toBeVisible()
  const address = new URL(page.url()).pathname
  const office = await browserOf('kansli')
  await office.goto(address)
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(title)
  for (const stranger of [await browserOf('kontakt.trafikverket'), await browserOf('tib')]) {
    await stranger.goto(address)
    await expect(stranger.getByRole('heading', { level: 1 })).not.toHaveText(title)
    await expect(stranger.getByRole('link', { name: 'Till Läget' })).toBeVisible()
    await stranger.goto('/atgarder?vems=alla&lage=alla&q=provnumret')
    await expect(stranger.getByText('Ingen åtgärd passar.')).toBeVisible()
  }
})

test(
  'the office prepares a round, moves its last day, opens, closes and opens it again, compiles and reports it; each press says what it does, to how many',
  oneWidth,
  async ({ browserOf, portal }) => {
    const office = await browserOf('kansli')
    const assessor = await browserOf('skattare.nacka')
    await office.goto('/formagor')
    // Of a year before all others: the newest round stays the one of the demo, for the tests beside this one.
    const name = 'Självskattning 2016'
    const form = office.getByRole('region', { name: 'Förbered en ny omgång' })
    await form.getByLabel('År').fill('2016')
    await form.getByRole('button', { name: 'Förbered' }).click()
    const round = office.getByRole('region', { name, exact: true })
    const press = (button: string) => round.getByRole('button', { name: button, exact: true }).click()
    await expect(round).toContainText('Förberedd')
    await expect(round).toContainText('Öppnas omgången ser 37 aktörer den på Läget och kan börja svara. Ingen e-post skickas.')
    const year = Number(/(20\d\d)-12-15/u.exec(await round.getByLabel('Sista dag').inputValue())?.[1])
    await round.getByLabel('Sista dag').fill(`${year + 1}-01-20`)
    await press('Flytta sista dagen')
    await expect(round).toContainText(/senast [^·]*20 jan/u)
    await assessor.goto('/formagor')
    const own = assessor.getByRole('region', { name, exact: true })
    await expect(assessor.getByRole('region', { name: /^Självskattning/u }).first()).toBeVisible()
    await expect(own, 'what is only prepared concerns nobody else').toHaveCount(0)
    await scan(office)

    await press('Öppna omgången')
    await expect(round).toContainText('0 av 37 undertecknade')
    await expect(round).toContainText(
      '37 aktörer av 37 har inte skrivit under än och hinner inte om omgången stängs nu. Ingen e-post skickas.',
    )
    await expect(round).toContainText('omgången går att öppna igen tills den är sammanställd')
    await assessor.goto('/')
    await expect(assessor.getByRole('main').getByText('Fyll i självskattningen 2016', { exact: true })).toBeVisible()
    await assessor.goto('/formagor')
    await own.getByRole('link', { name: 'Börja' }).click()
    const answer = assessor.getByRole('radio', { name: 'Delvis' }).first()
    await answer.check({ force: true })
    await expect(assessor.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()

    await press('Stäng omgången')
    await expect(round).toContainText(
      'Öppnas omgången igen kan aktörerna svara vidare, och det som blev kvar på någons enhet skickas. När den är sammanställd går den inte att öppna igen. Ingen e-post skickas.',
    )
    await expect(assessor.getByText('Omgången är stängd. Det som är sparat går att läsa.')).toBeVisible()
    await expect(answer).toBeDisabled()
    await expect(answer).toBeChecked()
    await scan(office)

    await press('Öppna omgången igen')
    await expect(round.getByRole('button', { name: 'Stäng omgången' })).toBeVisible()
    await expect(answer).toBeEnabled()
    await press('Stäng omgången')
    await press('Markera som sammanställd')
    await expect(round).toContainText('Att omgången är rapporterad syns för alla som ser den. Ingen e-post skickas.')
    await expect(round.getByRole('button', { name: /Öppna/u })).toHaveCount(0)
    await press('Markera som rapporterad')
    await expect(round).toContainText('Rapporterad')
    await expect(round.getByRole('button')).toHaveCount(0)
    await assessor.goto('/formagor')
    await expect(own).toContainText('Rapporterad')
    await expect(own.getByRole('link', { name: 'Läs' })).toBeVisible()
    expect(await portal.mailbox.about('självskattning'), 'no press sent a letter').toEqual([])
  },
)
