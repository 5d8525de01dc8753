import { answerBy, callOut, rowOf } from './portal/call-out.ts'
import { expect, scan, test } from './test.ts'

const stream = '**/api/journal/stream*'

test('a lost network is said at once; what was missed is there when it is back, without a reload', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Nätet går ner' })
  const link = await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Nätet går ner')
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await expect(tib.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
  await tib.context().setOffline(true)
  await expect(tib.getByText(/^Ingen anslutning sedan/)).toBeVisible()
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await scan(tib)
  const contact = await browserOf()
  await answerBy(contact, link, { answer: 'participates' })
  await tib.context().setOffline(false)
  await expect(rowOf(tib, 'Nacka kommun')).toContainText('Deltar')
  await expect(tib.getByText(/^Ingen anslutning sedan/)).toHaveCount(0)
})

test('while the stream is down the page says since when; Försök igen brings back what was missed', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Strömmen bryts' })
  const link = await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Strömmen bryts')
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await expect(tib.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
  // The line is back from the press on, and not a moment before: the page also tries by itself.
  const isPressed = () => tib.evaluate(() => document.documentElement.hasAttribute('data-pressed'))
  await tib.route(stream, async (route) => ((await isPressed()) ? route.fallback() : route.abort()))
  portal.kill('api')
  await expect(tib.getByText(/^Uppdateras inte sedan/)).toBeVisible({ timeout: 25_000 })
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await expect.poll(() => portal.isReady(), { timeout: 20_000 }).toBe(true)
  const contact = await browserOf()
  expect((await answerBy(contact, link, { answer: 'follows' })).status()).toBe(200)
  await expect(rowOf(tib, 'Nacka kommun')).not.toContainText('Följer')
  await tib.getByRole('button', { name: 'Försök igen' }).evaluate((button: HTMLElement) => {
    document.documentElement.setAttribute('data-pressed', '')
    button.click()
  })
  await expect(rowOf(tib, 'Nacka kommun')).toContainText('Följer')
  await expect(tib.getByText(/^Uppdateras inte sedan/)).toHaveCount(0)
})

test('a board that stands open while the API is killed finds its way back by itself', async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Servern dör' })
  const link = await portal.mailbox.answerLink('kontakt.taby@demo.example', 'Servern dör')
  await tib.goto(`/handelser/${code}/inkallning`)
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await expect(tib.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
  portal.kill('api')
  await expect(tib.locator('.live-light[data-state="waiting"]').locator('visible=true')).toBeVisible()
  await expect.poll(() => portal.isReady(), { timeout: 20_000 }).toBe(true)
  const contact = await browserOf()
  expect((await answerBy(contact, link, { answer: 'participates' })).status()).toBe(200)
  await expect(rowOf(tib, 'Täby kommun')).toContainText('Deltar', { timeout: 20_000 })
  await expect(tib.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
})

test('eight tabs share one stream, all of them follow, and another tab takes over when the first closes', async ({ browserOf, portal }) => {
  const first = await browserOf('tib')
  const { code } = await callOut(first, portal.url, { title: 'Åtta flikar' })
  const streams: string[] = []
  first.context().on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/journal/stream') streams.push(request.url())
  })
  const tabs = [first]
  while (tabs.length < 8) tabs.push(await first.context().newPage())
  for (const tab of tabs) {
    await tab.goto(`/handelser/${code}/inkallning`)
    await expect(tab.locator('[data-row]')).toHaveCount(37)
    await expect(tab.locator('.live-light[data-state="live"]').locator('visible=true')).toBeVisible()
  }
  expect(streams).toHaveLength(1)
  const contact = await browserOf()
  await answerBy(contact, await portal.mailbox.answerLink('kontakt.solna@demo.example', 'Åtta flikar'), { answer: 'participates' })
  for (const tab of tabs) await expect(rowOf(tab, 'Solna stad')).toContainText('Deltar')
  await first.close()
  await expect.poll(() => streams.length).toBe(2)
  await answerBy(contact, await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Åtta flikar'), { answer: 'follows' })
  for (const tab of tabs.slice(1)) await expect(rowOf(tab, 'Nacka kommun')).toContainText('Följer')
})
