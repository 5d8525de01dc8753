import type { Locator, Page } from '@playwright/test'
import { answerBy, callOut, readBoard, rowOf } from './portal/call-out.ts'
import { planDueMeeting } from './portal/due-meeting.ts'
import { addLine, openPicture, publishVersion } from './portal/picture.ts'
import { expect, scan, test } from './test.ts'

const live = { timeout: 5_000 }
const topOf = async (page: Page, actor: string): Promise<number> => (await rowOf(page, actor).boundingBox())?.y ?? Number.NaN

test('a row that is answered under a hand keeps its place, says its answer, and moves when the hand is elsewhere', async ({
  browserOf,
  portal,
}, { project }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Ras vid Lidingöbron' })
  const link = await portal.mailbox.answerLink('kontakt.danderyd@demo.example', 'Ras vid Lidingöbron')
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await expect(tib.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
  const name = (await readBoard(tib, portal.url, code)).find(({ actorCode }) => actorCode === 'danderyd')!.actorName
  const row = rowOf(tib, name)
  await row.scrollIntoViewIfNeeded()
  const before = await topOf(tib, name)
  const below = rowOf(tib, 'Ekerö kommun')
  const belowBefore = await topOf(tib, 'Ekerö kommun')
  // The hand: a mouse over the next row, or a finger put down beside its name.
  const box = (await below.boundingBox())!
  const [x, y] = [box.x + box.width - 4, box.y + box.height / 2]
  if (project.name === 'phone') await tib.touchscreen.tap(x, y)
  else await tib.mouse.move(x, y)
  await answerBy(tib, link, { answer: 'participates' })
  await expect(row).toContainText('Deltar', live)
  expect([await topOf(tib, name), await topOf(tib, 'Ekerö kommun')]).toEqual([before, belowBefore])
  // Counted as it is all the while.
  await expect(tib.locator('.ring-card')).toContainText('1 av 37 har svarat')
  // The hand goes.
  if (project.name === 'phone') {
    // The finger opened the row it was put on.
    await tib.locator('dialog[open] .dialog-close').tap()
    await expect(tib.getByRole('dialog')).toHaveCount(0)
    await tib.locator('.room-title').tap()
  } else await tib.mouse.move(4, 4)
  await expect.poll(() => topOf(tib, name), live).not.toBe(before)
  expect(await tib.locator('[data-row]').count()).toBe(37)
})

test('a lägesbild on a phone: a low head, the summary at once, and Kvittera right after it', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Snöoväder över Svealand med stora störningar i kollektivtrafiken' })
  // Another one that goes on: the way to it takes no height from this one.
  await callOut(tib, portal.url, { title: 'Vattenläcka i Kista' })
  const id = await openPicture(tib, portal.url, code)
  const versions = [
    'Omkring 400 hushåll i Boo saknar el. Vägarna är öppna.',
    'Omkring 200 hushåll i Boo saknar el. E18 är avstängd vid Arninge.',
  ]
  for (const [at, summary] of versions.entries()) {
    await addLine(tib, portal.url, id, { heading: 'impact', certainty: 'fact', text: `Elavbrottet berör Boo, uppgift ${at + 1}.` })
    await publishVersion(tib, portal.url, id, at + 1, summary)
  }
  const nacka = await browserOf('kontakt.nacka')
  await nacka.setViewportSize({ width: 360, height: 740 })
  await nacka.goto(`/handelser/${code}/lagesbild?visa=las`)
  await expect(nacka.getByRole('heading', { name: 'Lägesbild 2', exact: true })).toBeVisible()
  const boxOf = async (locator: Locator) => (await locator.boundingBox())!
  const head = await boxOf(nacka.locator('.room-head'))
  const name = await boxOf(nacka.getByRole('heading', { name: 'Lägesbild 2', exact: true }))
  expect(name.y - head.y, 'from the top of the page to the name of the lägesbild').toBeLessThanOrEqual(160)
  const summary = nacka.locator('.picture-doc .picture-summary')
  await expect(summary).toContainText('200 hushåll i Boo')
  await expect(summary).toBeInViewport({ ratio: 1 })
  const press = nacka.getByRole('button', { name: 'Kvittera för Nacka kommun' })
  const [text, button] = [await boxOf(summary), await boxOf(press)]
  expect(button.y - (text.y + text.height)).toBeGreaterThanOrEqual(0)
  expect(button.y - (text.y + text.height)).toBeLessThanOrEqual(24)
  await expect(press).toBeInViewport({ ratio: 1 })
  await scan(nacka)
  await press.click()
  await expect(nacka.getByText('Kvitterad', { exact: true })).toBeInViewport()
})

test.describe('the roll on a desk', () => {
  test.use({ viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false })

  test('all 37 are in sight at once at 1280 × 800: on the board and in the conference', async ({ browserOf, portal }) => {
    const tib = await browserOf('tib')
    // Three forums at once: their choice stands above the list and must not take from it.
    const forums = ['regionalt-samordnande-forum', 'regionalt-inriktande-forum', 'kommunikationssamordningskonferens']
    const { code } = await callOut(tib, portal.url, { title: 'Brand i Nynäshamn', forums: forums.map((forumCode) => ({ forumCode })) })
    await tib.goto(`/handelser/${code}/inkallning`)
    await tib.getByRole('button', { name: 'Upprop' }).click()
    await allInSight(tib, tib.getByRole('dialog', { name: 'Upprop' }))
    const meeting = await planDueMeeting(tib, portal.url)
    await tib.goto(`/moten/${meeting}`)
    await tib.getByRole('button', { name: 'Öppna mötet' }).click()
    await tib
      .locator('.conduct-steps')
      .getByRole('button', { name: /Upprop/u })
      .click()
    await allInSight(tib, tib.locator('.conduct-roll'))
  })
})

/** Wholly in the window and cut by nothing. */
async function allInSight(page: Page, where: Locator): Promise<void> {
  const rows = where.locator('.roll-row')
  await expect(rows).toHaveCount(37)
  await page.evaluate(() => scrollTo(0, 0))
  await expect
    .poll(async () =>
      rows.evaluateAll(
        async (all) =>
          (
            await Promise.all(
              all.map(
                (row) =>
                  new Promise<number>((resolve) => {
                    const seen = new IntersectionObserver(([entry]) => {
                      seen.disconnect()
                      resolve(entry?.intersectionRatio ?? 0)
                    })
                    seen.observe(row)
                  }),
              ),
            )
          ).filter((ratio) => ratio > 0.99).length,
      ),
    )
    .toBe(37)
}

test('a refused press keeps its button under the finger, is said aloud, and leads to the fields', async ({ browserOf }) => {
  const admin = await browserOf('aktorsadmin.nacka')
  await admin.goto('/admin/bjud-in')
  const press = admin.getByRole('button', { name: 'Skicka inbjudan' })
  await press.scrollIntoViewIfNeeded()
  const topOf = async () => Math.round((await press.boundingBox())!.y)
  const before = await topOf()
  await press.click()
  const said = admin.getByRole('alert').filter({ hasText: 'Rätta först:' })
  await expect(said).toBeInViewport()
  await expect(admin.getByText('Skriv personens namn.')).toBeAttached()
  expect(await topOf(), 'three fields above it have got a line each').toBe(before)
  await scan(admin)
  await said.getByRole('button', { name: 'Namn' }).click()
  await expect(admin.getByLabel('Namn', { exact: true })).toBeFocused()
  await admin.getByLabel('Namn', { exact: true }).fill('Amira Sandgren')
  await expect(said.getByRole('button', { name: 'Namn' })).toHaveCount(0)

  // By the server, too: what it says stands at the button.
  await admin.getByLabel('E-post i tjänsten').fill('kontakt.nacka@demo.example')
  await admin.getByLabel('Funktion', { exact: true }).selectOption({ label: 'Läsare' })
  await press.scrollIntoViewIfNeeded()
  const again = await topOf()
  await press.click()
  await expect(admin.getByRole('alert').filter({ hasText: 'Adressen används redan i portalen' })).toBeInViewport()
  expect(await topOf()).toBe(again)
})

test('a refused meeting says at its button which fields', async ({ browserOf }) => {
  const office = await browserOf('kansli')
  await office.goto('/moten')
  await office.getByRole('button', { name: 'Planera möte' }).click()
  const dialog = office.getByRole('dialog')
  const press = dialog.getByRole('button', { name: 'Planera mötet' })
  const before = (await press.boundingBox())!.y
  await press.click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'Rätta först:' })).toBeInViewport()
  expect((await press.boundingBox())!.y).toBe(before)
})
