import { answerBy, callOut, rowOf } from './portal/call-out.ts'
import { expect, oneWidth, test } from './test.ts'

const minute = 60_000

for (const [what, wrong] of [
  ['CT1 · a device that is 3 h ahead', 180],
  ['CT2 · a device that is 40 min behind', -40],
] as const)
  test(`${what} calls to the time that it shows, which is the server’s`, oneWidth, async ({ browserOf, portal }) => {
    const page = await browserOf('tib')
    const told = async () => Date.parse(String((await portal.sql('SELECT to_json(app_now()) AS now'))[0]?.['now']))
    await page.clock.install({ time: (await told()) + wrong * minute })
    await page.goto('/aktivera')
    await page.getByRole('textbox', { name: 'Vad har hänt?' }).fill(`Klockan går fel ${wrong}`)
    await page
      .getByRole('region', { name: 'Kalla in' })
      .getByRole('button', { name: /Kalla in/ })
      .click()
    const dialog = page.getByRole('dialog')
    const shown = /\d\d:\d\d/.exec(await dialog.locator('dt:text-is("Möte") + dd').innerText())?.[0]
    const pressed = await told()
    await dialog.getByRole('button', { name: /Kalla in/ }).click()
    await expect(page).toHaveURL(/\/handelser\/\d{4}-\d{3,5}\/inkallning$/)
    const [row] = await portal.sql(
      `SELECT to_json(v.conference_at) AS at, to_char(v.conference_at AT TIME ZONE 'Europe/Stockholm', 'HH24:MI') AS clock
       FROM activations v JOIN incidents i ON i.id = v.incident_id WHERE i.title = 'Klockan går fel ${wrong}'`,
    )
    expect(row?.['clock']).toBe(shown)
    // What the settings propose, a quarter of an hour, and the rounding up to a whole minute.
    const ahead = (Date.parse(String(row?.['at'])) - pressed) / minute
    expect(ahead).toBeGreaterThan(13)
    expect(ahead).toBeLessThanOrEqual(16)
  })

test(
  'CT4 · a leading tab that stands still behind a dialog does not keep the other from hearing',
  oneWidth,
  async ({ browserOf, portal }) => {
    const leading = await browserOf('tib')
    const { code } = await callOut(leading, portal.url, { title: 'Fliken står stilla' })
    const link = await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Fliken står stilla')
    const live = '.live-light[data-state="live"]'
    await leading.goto(`/handelser/${code}/inkallning`)
    await expect(leading.locator(live).locator('visible=true')).toBeVisible()
    const other = await leading.context().newPage()
    const streams: string[] = []
    other.on('request', (request) => {
      if (request.url().includes('/api/journal/stream')) streams.push(request.url())
    })
    await other.goto(`/handelser/${code}/inkallning`)
    await expect(other.locator('[data-row]')).toHaveCount(37)
    await expect(other.locator(live).locator('visible=true')).toBeVisible()
    expect(streams, 'it hears through the first tab').toEqual([])

    const opened = leading.waitForEvent('dialog')
    await leading.evaluate(() => void setTimeout(() => alert('Sidan står stilla')))
    const dialog = await opened
    const contact = await browserOf()
    expect((await answerBy(contact, link, { answer: 'participates' })).status()).toBe(200)
    await expect(rowOf(other, 'Nacka kommun')).toContainText('Deltar', { timeout: 45_000 })
    expect(streams.length).toBeGreaterThan(0)
    await dialog.dismiss()
    // It follows from then on, and what it missed is there.
    await expect(rowOf(leading, 'Nacka kommun')).toContainText('Deltar')
  },
)
