import { callOut } from './portal/call-out.ts'
import { expect, fitsItsWidth, test } from './test.ts'
import { wordsOnWords } from './words-on-words.ts'

// 1280 px at 400 % is 320 px (WCAG 1.4.10).
const zoomed = { width: 320, height: 512 }
const uprightTablet = { width: 768, height: 1024 }
test.use({ viewport: zoomed })

test('at 400 % and on an upright tablet no page scrolls sideways, and no words lie on words', async ({ browserOf, portal }) => {
  const page = await browserOf('tib')
  await page.goto('/logga-in')
  const { code } = await callOut(page, portal.url, { title: 'Försvarsmakten och Södertörns brandförsvarsförbund vid Kungsträdgårdsgatan' })
  const room = `/handelser/${code}`
  const pages = [
    '/',
    '/aktivera',
    '/handelser',
    room,
    `${room}/inkallning`,
    `${room}/logg`,
    '/forum',
    '/forum/regionalt-samordnande-forum',
    '/moten',
    '/formagor',
  ]
  const more = ['/mal', '/aktorer', '/aktorer/fm-mrm', '/jour', '/admin', '/admin/installningar', '/utkorg', '/konto', '/begar']
  for (const path of [...pages, ...more]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Hämtar' })).toHaveCount(0)
    for (const size of [zoomed, uprightTablet]) {
      await page.setViewportSize(size)
      await fitsItsWidth(page)
      // A row of tabs that scrolls by itself hides its last word just as well.
      for (const tabs of await page.locator('.tabs').all())
        expect
          .soft(await tabs.evaluate((row) => row.scrollWidth - row.clientWidth), `tabs of ${path} at ${size.width} px`)
          .toBeLessThanOrEqual(0)
      await expect
        .configure({ soft: true })
        .poll(() => wordsOnWords(page), `${path} at ${size.width} px`)
        .toEqual([])
    }
    await page.setViewportSize(zoomed)
  }
  const visitor = await browserOf()
  for (const path of ['/logga-in', await portal.mailbox.answerLink('kontakt.fm-mrm@demo.example', 'Försvarsmakten och Södertörns')]) {
    await visitor.goto(path)
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
    await fitsItsWidth(visitor)
  }
})

test('on a screen this low nothing that sticks covers the field one writes in', async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.setViewportSize({ width: 320, height: 256 })
  await page.goto('/aktivera')
  const dialIn = page.getByRole('textbox', { name: /^Anslutning/ })
  await dialIn.focus()
  await expect(dialIn).toBeFocused()
  const isOnTop = await dialIn.evaluate((field) => {
    const { left, top, width, height } = field.getBoundingClientRect()
    return [0.1, 0.9].every((part) => field.contains(document.elementFromPoint(left + width / 2, top + height * part)))
  })
  expect(isOnTop, 'WCAG 2.4.11').toBe(true)
})

test('in the colours of the system a frame tells real from exercise', async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/aktivera')
  const outline = (name: string) =>
    page.getByRole('radio', { name }).evaluate((radio) => getComputedStyle(radio.closest('label')!).outlineStyle)
  await expect(page.getByRole('radio', { name: 'Skarpt' })).toBeChecked()
  expect([await outline('Skarpt'), await outline('Övning')]).toEqual(['solid', 'none'])
  expect([await outline('Telefon'), await outline('Rakel')]).toEqual(['solid', 'none'])
})

test('on paper a page is as wide as the sheet, dark on white, with nothing to press', async ({ browserOf, portal }) => {
  const exercise = await portal.exercisePath()
  const page = await browserOf('tib')
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const tab of ['inkallning', 'logg', 'lagesbild']) {
    await page.goto(`${exercise}/${tab}`)
    await expect(page.getByText('ÖVNING – inget skarpt larm')).toBeVisible()
    await expect(page.locator('.loading-state')).toHaveCount(0)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('html')).toHaveClass(/light/)
    const { width } = (await page.getByRole('main').boundingBox())!
    expect(width, tab).toBe(page.viewportSize()!.width)
    for (const gone of ['.header', '.rail', '.room-tabs']) await expect(page.locator(gone)).toBeHidden()
    expect(await page.locator('main .aksel-button:visible').count(), tab).toBe(0)
    await expect(page.getByText('ÖVNING – inget skarpt larm')).toBeVisible()
    await page.emulateMedia({ media: null })
    await expect(page.locator('html')).toHaveClass(/dark/)
  }
})
