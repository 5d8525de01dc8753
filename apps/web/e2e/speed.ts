import { type Browser, chromium, expect as expectNow, type Page } from '@playwright/test'
import { findChromium } from '../../../tools/test/chromium.ts'
import type { SpeedAnswer, SpeedOrder } from './speed-order.ts'

/** A page that is slow is to be measured, not given up. */
const expect = expectNow.configure({ timeout: 30_000 })
const SLOWER = 4
const KEYS = 20

/** What a person feels on a slow computer, for `npm run bench`: no test, because a machine that is busy is no fault of the page. */
process.on('message', (order: SpeedOrder) => {
  void measure(order).then(
    (done) => process.send?.({ done }),
    (error: Error) => process.send?.({ failed: error.message }),
  )
})

async function measure({ measure, origin, email, password, path }: SpeedOrder): Promise<SpeedAnswer> {
  const browser = await start()
  try {
    const context = await browser.newContext({ baseURL: origin, locale: 'sv-SE', timezoneId: 'Europe/Stockholm', reducedMotion: 'reduce' })
    const answer = await context.request.post('/api/sessions', { headers: { origin }, data: { email, password } })
    if (answer.status() !== 201) throw new Error(`${email} could not log in: ${answer.status()} ${await answer.text()}`)
    const page = await context.newPage()
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    return await (measure === 'map' ? map(page, path) : typing(page, path))
  } finally {
    await browser.close()
  }
}

async function map(page: Page, path: string): Promise<SpeedAnswer> {
  const grid = page.getByRole('grid')
  const shownMs = await shown(page, path, () => expect(grid.locator('[data-cell][data-column="0"]')).toHaveCount(37))
  await grid.locator('[data-row="0"][data-column="0"]').focus()
  const keyMs = await perKey(page, 'arrow')
  await expect(grid.locator(`[data-row="${KEYS}"][data-column="0"]`)).toBeFocused()
  return { shownMs, keyMs }
}

async function typing(page: Page, path: string): Promise<SpeedAnswer> {
  const lines = page.locator('[data-line]')
  const shownMs = await shown(page, path, () => expect(lines).toHaveCount(500))
  const box = lines.nth(250).getByRole('textbox')
  await box.focus()
  await page.keyboard.press('End')
  const keyMs = await perKey(page, 'letter')
  await expect(box).toHaveValue(new RegExp('a'.repeat(KEYS), 'u'))
  return { shownMs, keyMs }
}

async function shown(page: Page, path: string, isShown: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await page.goto(path)
  await isShown()
  return performance.now() - from
}

/** The median, in the page: without the driver's own way there and back. */
async function perKey(page: Page, key: 'arrow' | 'letter'): Promise<number> {
  return page.evaluate(
    async ({ key, keys }) => {
      const times: number[] = []
      for (let pressed = 0; pressed < keys; pressed++) {
        const from = performance.now()
        // As the browser itself enters a letter, so that React hears it.
        if (key === 'letter') document.execCommand('insertText', false, 'a')
        else document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
        await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame, 0)))
        times.push(performance.now() - from)
      }
      return times.sort((a, b) => a - b)[keys / 2] ?? Number.NaN
    },
    { key, keys: KEYS },
  )
}

const start = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium((line) => process.stdout.write(`· ${line}\n`)),
    // Root has no sandbox to give its children.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  })
