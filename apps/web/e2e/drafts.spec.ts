import type { Page } from '@playwright/test'
import { answerBy, callOut, rowOf } from './portal/call-out.ts'
import { openPicture } from './portal/picture.ts'
import { clocks, expect, oneWidth, scan, test } from './test.ts'

const pictureOf = (code: string) => `/handelser/${code}/lagesbild`
const boardOf = (code: string) => `/handelser/${code}/inkallning`
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const account = (page: Page) => page.getByRole('dialog', { name: 'Ditt konto' })
const logOut = async (page: Page) => {
  await page.getByRole('button', { name: /Du agerar som/ }).click()
  await account(page).getByRole('button', { name: 'Logga ut' }).click()
}
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
  'W1 · a full device: a report leaves at once, online and after a lost network, and nothing is said to be on the device',
  oneWidth,
  async ({ browserOf, portal }) => {
    const tib = await browserOf('tib')
    const { code } = await callOut(tib, portal.url, { title: 'Fullt minne' })
    await openPicture(tib, portal.url, code)
    const nacka = await browserOf('kontakt.nacka')
    await nacka.goto(pictureOf(code))
    await expect(field(nacka, 'Behov')).toBeVisible()
    await fill(nacka)
    await field(nacka, 'Behov').fill('tre skolor utan värme')
    await expect(nacka.getByText(/^Den här enheten kan inte spara det du skriver/)).toBeVisible()
    await scan(nacka)
    await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
    await expect(nacka.getByText(clocks(/^Rapporterat kl\. \d\d:\d\d: 1 rad\./u))).toBeVisible()
    await nacka.context().setOffline(true)
    await field(nacka, 'Åtgärder').fill('två är på väg')
    await nacka.getByRole('button', { name: 'Rapportera läget' }).click()
    await expect(nacka.getByText(/är inte skickad än\. Enheten kan inte spara mer: det finns bara på den här sidan/)).toBeVisible()
    await expect(nacka.getByText(/på enheten/)).toHaveCount(0)
    await nacka.context().setOffline(false)
    await tib.goto(`${pictureOf(code)}?visa=utkast`)
    await expect(tib.getByRole('region', { name: 'Nacka kommun' })).toContainText('två är på väg', { timeout: 20_000 })
    await expect(tib.getByRole('region', { name: 'Nacka kommun' })).toContainText('tre skolor utan värme')
  },
)

test(
  'W2 · a shared computer: what one has not sent survives another’s log-in and log-out unread, and leaves when its writer is back',
  oneWidth,
  async ({ browserOf, portal }) => {
    const tib = await browserOf('tib')
    const { code } = await callOut(tib, portal.url, { title: 'Delad dator' })
    await openPicture(tib, portal.url, code)
    const page = await browserOf('kontakt.nacka')
    await page.goto(pictureOf(code))
    await expect(field(page, 'Behov')).toBeVisible()
    await page.context().setOffline(true)
    await field(page, 'Behov').fill('tre skolor utan värme')
    await page.getByRole('button', { name: 'Rapportera läget' }).click()
    await expect(page.getByText(/är inte skickad än\. Det ligger kvar på enheten/)).toBeVisible()
    // The session ends while the computer has no network; somebody else logs in and out.
    await page.context().clearCookies()
    await page.context().setOffline(false)
    await page.goto('/logga-in')
    const tryAs = async (name: string) => {
      await page
        .getByRole('region', { name: 'Prova som' })
        .getByRole('button', { name: new RegExp(name) })
        .click()
      await expect(page.getByRole('button', { name: /Du agerar som/ })).toBeVisible()
    }
    await tryAs('Kontaktfunktion Trafikverket')
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('skolor')
    await logOut(page)
    await expect(page.getByRole('heading', { name: 'Logga in' })).toBeVisible()
    await tryAs('Kontaktfunktion Nacka')
    await tib.goto(`${pictureOf(code)}?visa=utkast`)
    await expect(tib.getByRole('region', { name: 'Nacka kommun' })).toContainText('tre skolor utan värme', { timeout: 20_000 })
  },
)

test('W2 · log-out asks about what is not sent, keeps it when told to, and Konto shows and removes it', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/aktivera')
  await field(page, 'Vad har hänt?').fill('Halvskriven aktivering')
  await logOut(page)
  const asked = page.getByRole('dialog', { name: 'Något du skrivit är inte skickat' })
  await expect(asked).toContainText('Halvskriven aktivering')
  await scan(page)
  await asked.getByRole('button', { name: 'Logga ut och behåll det' }).click()
  await expect(page.getByRole('heading', { name: 'Logga in' })).toBeVisible()
  await page.getByRole('region', { name: 'Prova som' }).getByRole('button', { name: /^TiB/ }).click()
  await expect(page.getByRole('button', { name: /Du agerar som/ })).toBeVisible()
  await page.goto('/konto')
  const kept = page.getByRole('region', { name: 'Skrivet på den här enheten, inte skickat' })
  await expect(kept).toContainText('Halvskriven aktivering')
  await scan(page)
  await kept.getByRole('button', { name: /^Ta bort/ }).click()
  await expect(kept).toContainText('Allt du har skrivit är skickat.')
})

test(
  'H3 · an answer by phone without a network: on its row at once, sent by itself, and never over what the actor has said since',
  oneWidth,
  async ({ browserOf, portal }) => {
    const page = await browserOf('tib')
    const { code } = await callOut(page, portal.url, { title: 'Nätet borta' })
    await page.goto(boardOf(code))
    const takeDown = async (actor: string, answer: string) => {
      await rowOf(page, actor).getByRole('button', { name: actor }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Nådd på annat sätt' }).click()
      const dialog = page.getByRole('dialog', { name: `${actor} – nådd på annat sätt` })
      await dialog.getByRole('radio', { name: answer }).check({ force: true })
      return dialog
    }
    for (const [actor, answer] of [
      ['Solna stad', 'Deltar'],
      ['Nacka kommun', 'Följer'],
    ] as const) {
      await page.context().setOffline(false)
      const dialog = await takeDown(actor, answer)
      await page.context().setOffline(true)
      await dialog.getByRole('button', { name: 'Spara svaret' }).click()
      await expect(dialog).toHaveCount(0)
      await expect(rowOf(page, actor)).toContainText(clocks(/nedskrivet \d\d:\d\d, inte skickat/))
      await expect(page.getByText('Direkt', { exact: true })).toHaveCount(0)
      if (actor === 'Solna stad') {
        await page.context().setOffline(false)
        await expect(rowOf(page, actor)).not.toContainText('inte skickat')
        await expect(rowOf(page, actor)).toContainText('Deltar')
      }
    }
    const link = await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Nätet borta')
    const nacka = await browserOf()
    expect((await answerBy(nacka, link, { answer: 'participates' })).status()).toBeLessThan(300)
    await page.context().setOffline(false)
    await expect(rowOf(page, 'Nacka kommun')).toContainText('Deltar', { timeout: 20_000 })
    await expect(rowOf(page, 'Nacka kommun')).not.toContainText('inte skickat')
  },
)
