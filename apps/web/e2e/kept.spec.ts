import type { Page } from '@playwright/test'
import { planDueMeeting } from './portal/due-meeting.ts'
import { present } from './portal/time.ts'
import { clocks, deep, expect, oneWidth, scan, test } from './test.ts'

const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })

/** What lies on the device in any of the places that a browser has for it. */
const onDevice = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    session: Object.keys(sessionStorage),
    words: JSON.stringify({ ...localStorage }),
  }))
const nothing = { databases: [], caches: [], workers: 0, session: [] }

test(
  'what was read shows in its tab without a network, with its age, and nothing of it is laid on the device (D8a)',
  oneWidth,
  async ({ browserOf }) => {
    const page = await browserOf('rsib')
    const cached: string[] = []
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url())
      if (pathname.startsWith('/api/') && !answer.headers()['cache-control']?.includes('no-store')) cached.push(pathname)
    })
    await page.goto('/aktorer')
    // What an earlier release laid there goes at the first visit of this one.
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('keyval-store')
          opening.onsuccess = () => {
            opening.result.close()
            done()
          }
        }),
    )
    await page.reload()
    const rows = page.locator('li.actor-row')
    await expect(rows).toHaveCount(37)
    const go = (name: string) =>
      page.getByRole('navigation').getByRole('link', { name, exact: true }).filter({ visible: true }).first().click()
    await go('Forum och möten')
    await expect(page.getByRole('heading', { level: 1, name: 'Forum' })).toBeVisible()
    await expect(page.getByRole('link', { name: /Regional samverkanskonferens/u }).first()).toBeVisible()
    await page.context().setOffline(true)
    await expect(page.getByText(/^Ingen anslutning sedan/u)).toBeVisible()
    await go('Aktörer')
    await expect(rows).toHaveCount(37)
    await expect(page.getByText(/Hämtat .*\. Förnyas när anslutningen är tillbaka\.$/u).first()).toBeVisible()
    await scan(page)
    const { words, ...places } = await onDevice(page)
    expect(places).toEqual(nothing)
    expect(words).not.toMatch(/Nacka kommun|samverkanskonferens/u)
    await page.context().setOffline(false)
    await expect(page.getByText(/^Ingen anslutning sedan/u)).toHaveCount(0)
    expect(cached, 'the browser’s own cache keeps no answer').toEqual([])
  },
)

test(
  'W3 · two tabs of one form: both texts are there after a reload, and throwing one away leaves the other',
  oneWidth,
  async ({ browserOf }) => {
    const one = await browserOf('tib')
    const two = await one.context().newPage()
    for (const page of [one, two]) {
      await page.goto('/aktivera')
      await expect(field(page, 'Vad har hänt?')).toBeVisible()
    }
    await field(one, 'Vad har hänt?').fill('Elavbrott i Nacka')
    await field(two, 'Vad har hänt?').fill('Skyfall i Täby')
    for (const page of [one, two]) await page.reload()
    await one.goto('/konto')
    const kept = one.getByRole('region', { name: 'Skrivet på den här enheten, inte skickat' })
    await expect(kept).toContainText('Elavbrott i Nacka')
    await expect(kept).toContainText('Skyfall i Täby')
    await kept
      .getByRole('listitem')
      .filter({ hasText: 'Elavbrott i Nacka' })
      .getByRole('button', { name: /^Ta bort/u })
      .click()
    await expect(kept).not.toContainText('Elavbrott i Nacka')
    await expect(kept).toContainText('Skyfall i Täby')
    // The one that is left is found by the form.
    await one.goto('/aktivera')
    await expect(field(one, 'Vad har hänt?')).toHaveValue('Skyfall i Täby')
  },
)

const assessmentAt = async (page: Page, sub: string): Promise<void> => {
  await page.goto('/formagor')
  await page
    .getByRole('link', { name: /^(Börja|Fortsätt|Läs)/u })
    .first()
    .click()
  await page.waitForURL(/sjalvskattning\//u)
  await page.goto(`${new URL(page.url()).pathname}?del=${sub}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}
const firstIndicator = (page: Page) => page.locator('.indicator').first()
const comment = (page: Page) => firstIndicator(page).getByRole('textbox', { name: 'Kommentar' })
const openComment = async (page: Page): Promise<void> => {
  await expect(firstIndicator(page)).toBeVisible()
  const button = firstIndicator(page).getByRole('button', { name: 'Skriv en kommentar' })
  await expect(button.or(comment(page)).first()).toBeVisible()
  if (await button.isVisible()) await button.click()
}

test(
  'W3 · two tabs on the same answer: the one that saves takes nothing of what the other has not been able to',
  oneWidth,
  async ({ browserOf }) => {
    const one = await browserOf('skattare.nacka')
    const two = await one.context().newPage()
    // The live stream would tell the first in time: here it comes late, as in a poor network.
    await one.context().route('**/api/journal/stream*', (route) => route.abort())
    for (const page of [one, two]) {
      await assessmentAt(page, '5.1')
      await openComment(page)
    }
    await comment(two).fill('Ord i flik två')
    await comment(two).blur()
    await expect(two.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
    await comment(one).fill('Ord i flik ett')
    await comment(one).blur()
    const conflict = one.getByRole('alert').filter({ hasText: 'Båda versionerna finns kvar.' })
    await expect(conflict).toContainText('Ord i flik ett')
    // Reloaded before the server has them, these words would lie beside the other's until those are sent.
    const taken = two.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
    await comment(two).fill('Ord i flik två, och mer')
    await comment(two).blur()
    await taken
    // What the first has not been able to send lies on the device for both: the second, opened anew, asks about it as the first does.
    await expect(async () => {
      await two.reload()
      const asked = two.getByRole('alert').filter({ hasText: 'Båda versionerna finns kvar.' })
      for (const words of ['Ord i flik ett', 'Ord i flik två, och mer']) await expect(asked).toContainText(words, { timeout: 5_000 })
    }).toPass({ timeout: 40_000 })
    await one.reload()
    await expect(conflict).toContainText('Ord i flik ett')
    await expect(conflict).toContainText('Ord i flik två, och mer')
    await conflict.getByRole('button', { name: 'Mitt svar, båda kommentarerna' }).click()
    await expect(comment(one)).toHaveValue('Ord i flik två, och mer\nOrd i flik ett')
  },
)

test('W4 · “BESLUT om gasol: Nacka ansvarar” half typed when another ends the meeting: shown under its item, asked about, and saved', async ({
  browserOf,
  portal,
}) => {
  const [tib, rsib] = [await browserOf('tib'), await browserOf('rsib')]
  const code = await planDueMeeting(tib, portal.url)
  await tib.goto(`/moten/${code}`)
  await tib.getByRole('button', { name: 'Öppna mötet' }).click()
  const note = field(tib, 'Skriv anteckning').filter({ visible: true })
  await expect(note).toBeVisible()
  await note.fill('BESLUT om gasol: Nacka ansvarar')
  await rsib.goto(`/moten/${code}`)
  await rsib.getByRole('button', { name: 'Avsluta mötet' }).click()
  await expect(rsib.getByText(/^Mötet avslutades/u)).toBeVisible()
  // It was in the field, which has gone with the meeting: it stands under its item.
  await expect(tib.getByText(/^Mötet avslutades/u)).toBeVisible()
  await expect(tib.getByText('BESLUT om gasol: Nacka ansvarar')).toBeVisible()
  await tib.getByRole('button', { name: 'Anteckningarna är klara' }).click()
  const asked = tib.getByRole('dialog', { name: 'Något du skrivit är inte sparat' })
  await expect(asked).toContainText('BESLUT om gasol: Nacka ansvarar')
  await scan(tib)
  await asked.getByRole('button', { name: 'Tillbaka till texten' }).click()
  await expect(asked).toHaveCount(0)
  await expect(rsib.getByText(/^Mötet avslutades/u), 'nothing was said to be done').toBeVisible()
  await tib.reload()
  await expect(tib.getByText('BESLUT om gasol: Nacka ansvarar')).toBeVisible()
  await tib.getByRole('button', { name: /^Skriv klart/u }).click()
  await expect(note).toHaveValue('BESLUT om gasol: Nacka ansvarar')
  await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
  await expect(rsib.getByText('BESLUT om gasol: Nacka ansvarar')).toBeVisible()
  await tib.getByRole('button', { name: 'Anteckningarna är klara' }).click()
  await expect(tib.getByText(/^Anteckningarna är klara sedan/u)).toBeVisible()
})

test(
  'what was answered in an assessment without a network leaves from whichever page is open, and the shell says so',
  oneWidth,
  async ({ browserOf }) => {
    const page = await browserOf('skattare.nacka')
    await assessmentAt(page, '5.2')
    await openComment(page)
    // The notice comes in a file of its own, which a page that sends later fetches: it must be here before the network goes.
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await comment(page).fill('Skrivet i färjan')
    await page.getByRole('navigation').getByRole('link', { name: 'Läget', exact: true }).filter({ visible: true }).first().click()
    await expect(page).toHaveURL('/')
    await expect(page.getByText(/^Det du skrev i självskattningen är inte skickat än\. Det ligger kvar på enheten/u)).toBeVisible()
    await scan(page)
    await page.context().setOffline(false)
    const told = page.getByText(/^1 svar i självskattningen är skickat\./u)
    await expect(told).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(/är inte skickat än/u)).toHaveCount(0)
    const other = await browserOf('skattare.nacka')
    await assessmentAt(other, '5.2')
    await expect(comment(other)).toHaveValue('Skrivet i färjan')
  },
)

test('words that look classified are asked about at each width, and both answers do what they say (D3)', async ({ browserOf }) => {
  // Not Nacka, whose list another test finds empty.
  const contact = await browserOf('kontakt.trafikverket')
  await contact.goto('/begar')
  const words = 'Vakten vid dammen hittade en pärm märkt HEMLIG. Behöver vi rapportera?'
  const reason = field(contact, /^Vad har hänt/u)
  const press = contact.getByRole('main').getByRole('button', { name: 'Begär aktivering' })
  const asked = contact.getByRole('dialog', { name: 'Texten ser ut att vara hemlig' })
  await reason.fill(words)
  await press.click()
  await expect(asked.getByRole('listitem')).toContainText('HEMLIG')
  await expect(asked.locator('mark')).toHaveText('HEMLIG')
  for (const button of await asked.getByRole('button').all()) await expect(button).toBeInViewport({ ratio: 1 })
  await scan(contact)
  await asked.getByRole('button', { name: 'Ändra texten' }).click()
  await expect(asked).toHaveCount(0)
  await expect(reason).toHaveValue(words)
  await expect(contact.getByText('Begäran är skickad. TiB ser den nu')).toHaveCount(0)
  await expect(contact.getByText('Väntar på TiB')).toHaveCount(0)
  // Asked again for as long as it says so, and sent when its writer answers for it.
  await press.click()
  await asked.getByRole('button', { name: 'Det är inte sekretess, spara' }).click()
  await expect(contact.getByText('Begäran är skickad. TiB ser den nu, och du följer den i listan.')).toBeVisible()
  await expect(reason).toHaveValue('')
  await contact
    .getByRole('button', { name: /^Ta tillbaka/u })
    .first()
    .click()
  const back = contact.getByRole('dialog', { name: 'Ta tillbaka begäran' })
  await back.getByRole('textbox').fill('Pärmen var tom')
  await back.getByRole('button', { name: 'Ta tillbaka begäran' }).click()
  await expect(back).toHaveCount(0)
})

/** Until the device takes nothing more. */
const fill = (page: Page) =>
  page.evaluate(() => {
    let piece = 'x'.repeat(1_000_000)
    for (let i = 0; piece.length > 0; i++)
      try {
        localStorage.setItem(`full ${i}`, piece)
      } catch {
        piece = piece.slice(0, Math.floor(piece.length / 2))
      }
  })

test(
  'W1 · a full device: a comment of an assessment and a note of a meeting are sent at once, from the page alone',
  oneWidth,
  async ({ browserOf, portal }) => {
    const page = await browserOf('skattare.nacka')
    await assessmentAt(page, '5.3')
    await openComment(page)
    await fill(page)
    await comment(page).fill('Övat två gånger i år')
    await comment(page).blur()
    await expect(page.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
    await expect(page.getByText(/på enheten/u)).toHaveCount(0)
    await page.evaluate(() => localStorage.clear())
    await page.reload()
    await expect(comment(page)).toHaveValue('Övat två gånger i år')

    const tib = await browserOf('tib')
    const code = await planDueMeeting(tib, portal.url)
    await tib.goto(`/moten/${code}`)
    await tib.getByRole('button', { name: 'Öppna mötet' }).click()
    const note = field(tib, 'Skriv anteckning').filter({ visible: true })
    await expect(note).toBeVisible()
    await fill(tib)
    await note.fill('BESLUT om gasol: Nacka ansvarar')
    await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
    await expect(note).toHaveValue('')
    await expect(tib.getByText(/på enheten/u)).toHaveCount(0)
    await tib.evaluate(() => localStorage.clear())
    await tib.reload()
    await expect(tib.getByText('BESLUT om gasol: Nacka ansvarar').first()).toBeVisible()
  },
)

test('W2 · what has lain for more than 30 days goes from the device, whosever it is; the day before it stays', {
  tag: [oneWidth.tag, deep.tag],
}, async ({ browserOf }) => {
  const page = await browserOf('rkk')
  await page.goto('/konto')
  const place = (days: number) => `draft:00000000-0000-4000-8000-0000000000${days}:activate`
  const laid = (days: number): [string, string] => [place(days), `1.${present().getTime() - days * 86_400_000}.noise`]
  await page.evaluate((pieces) => pieces.forEach(([name, value]) => localStorage.setItem(name, value)), [laid(29), laid(31)])
  const lies = () => page.evaluate((names) => names.map((name) => localStorage.getItem(name) !== null), [place(29), place(31)])
  expect(await lies()).toEqual([true, true])
  // By the server's clock alone, once the page has followed it for a while.
  await expect.poll(lies, { timeout: 45_000 }).toEqual([true, false])
})
