import { identities } from './portal/people.ts'
import { present } from './portal/time.ts'
import { expect, oneWidth, scan, test } from './test.ts'

/** `tor 26 nov` of the next conference, or of the one that goes on until 17.00, worked out without the portal's own calendar. */
function nextThursday(now: Date): string {
  const months = ['jan', 'feb', 'mars', 'apr', 'maj', 'juni', 'juli', 'aug', 'sep', 'okt', 'nov', 'dec']
  const parts = (at: Date) =>
    Object.fromEntries(
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/Stockholm',
        weekday: 'short',
        day: 'numeric',
        month: 'numeric',
        hour: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(at)
        .map(({ type, value }) => [type, value]),
    )
  const hours = 3_600_000
  let at = now
  while (parts(at)['weekday'] !== 'Thu' || Number(parts(at)['hour']) >= 17) at = new Date(at.getTime() + hours)
  return `tor ${Number(parts(at)['day'])} ${months[Number(parts(at)['month']) - 1]}`
}

test('Läget in ordinary mode shows the mode, next Thursday 16.00, who is on duty and what is asked of me', async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/')
  await expect(page.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Inget forum är aktiverat' })).toBeVisible()
  const coming = page
    .locator('.panel')
    .filter({ has: page.getByRole('heading', { name: 'Kommande' }) })
    .getByRole('listitem')
  await expect(coming).toContainText(nextThursday(present()))
  await expect(coming).toContainText('16:00')
  const duty = page.locator('.panel').filter({ has: page.getByRole('heading', { name: 'I beredskap nu' }) })
  for (const word of ['TiB', 'RSIB', 'RKK']) await expect(duty).toContainText(word)
  await expect(duty.getByRole('link', { name: /^Ring / })).toHaveCount(3)
  await expect(page.getByRole('heading', { name: 'Att göra för dig' })).toBeVisible()
  await expect(page.getByRole('main').getByText('4 aktörers kontaktlistor behöver ses över').first()).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Aktivera forum' })).toBeVisible()
  await scan(page)
})

test('Aktörer holds the 37, found by any alias', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await page.goto('/aktorer')
  const rows = page.getByRole('main').locator('li.actor-row')
  await expect(page.getByRole('status').filter({ hasText: '37 aktörer' })).toBeVisible()
  await expect(rows).toHaveCount(37)
  await scan(page)
  const search = page.getByRole('searchbox', { name: 'Sök på namn eller förkortning' })
  for (const [alias, name] of [
    ['SBFF', 'Södertörns brandförsvarsförbund'],
    ['landstinget', 'Region Stockholm'],
    ['TRV', 'Trafikverket'],
    ['ostera', 'Österåkers kommun'],
  ] as const) {
    await search.fill(alias)
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText(name)
  }
  await search.fill('finns inte')
  await expect(page.getByText('Ingen aktör passar sökningen.')).toBeVisible()
  await scan(page)
})

test('an actor shows aliases, functions and contact points, but only its own channels', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await page.goto('/aktorer/nacka')
  await expect(page.getByRole('heading', { name: 'Nacka kommun', level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByText(identities['kontakt.nacka'].person).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'kontakt.nacka@demo.example' })).toBeVisible()
  await scan(page)
  await page.goto('/aktorer/trafikverket')
  await expect(page.getByRole('heading', { name: 'Trafikverket', level: 1 })).toBeVisible()
  await expect(page.getByText('Syns för aktören själv').first()).toBeVisible()
  await expect(page.getByRole('link', { name: /@demo\.example/ })).toHaveCount(0)
  await expect(page.getByText('TRV')).toBeVisible()
})

test('Forum holds the 32 by level, and by mode', async ({ browserOf }) => {
  const page = await browserOf('chef.nacka')
  await page.goto('/forum')
  const rows = page.getByRole('main').locator('li.forum-row')
  await expect(rows).toHaveCount(32)
  for (const [level, count] of [
    ['Ägarforum', 1],
    ['Inriktande nivå', 2],
    ['Samordnande nivå', 21],
    ['Verkställande nivå', 6],
    ['Utanför nivåerna', 2],
  ] as const) {
    const panel = page.locator('.panel').filter({ has: page.getByRole('heading', { name: level }) })
    await expect(panel.locator('li.forum-row')).toHaveCount(count)
  }
  await scan(page)
  for (const [mode, count] of [
    ['Ordinarie', 19 + 3],
    ['Aktiverat', 10 + 3],
    ['Båda', 3],
  ] as const) {
    await page.getByRole('radio', { name: mode }).click()
    await expect(rows).toHaveCount(count)
  }
  await page.getByRole('link', { name: 'Operatörskluster' }).click()
  await expect(page.getByRole('heading', { name: 'Operatörskluster', level: 1 })).toBeVisible()
  await scan(page)
})

test('Ctrl-K finds an actor by alias, a forum, a person, an incident and a page, by keyboard alone', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  for (const [typed, heading] of [
    ['SBFF', 'Södertörns brandförsvarsförbund'],
    ['inriktande', 'Regionalt inriktande forum'],
    ['Sandås', 'Trafikverket'],
    ['Höststorm', 'Höststorm: elavbrott i södra länet'],
    ['förmågor', 'Förmågor'],
    ['regionens karta', 'Förmågor'],
  ] as const) {
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: /Sök aktör/ })
    await expect(field).toBeFocused()
    await page.keyboard.type(typed)
    await expect(page.getByRole('option', { selected: true })).toContainText(typed === 'SBFF' ? 'Södertörns' : new RegExp(typed, 'i'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('qwxz')
  await expect(page.getByText('Inget hittades för ”qwxz”.')).toBeVisible()
  await scan(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: /Sök aktör/ })).toHaveCount(0)
})

test('every word of the navigation leads to its page', async ({ browserOf }) => {
  const page = await browserOf('admin')
  for (const path of ['/moten', '/formagor', '/mal', '/jour', '/admin', '/konto', '/handelser']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByRole('status', { name: 'Hämtar' })).toHaveCount(0)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await scan(page)
  }
})

test('until the server has answered nobody is told that all is calm', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  let answer: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/home', async (route) => {
    await asked
    await route.continue()
  })
  await page.goto('/forum')
  await expect(page.getByRole('heading', { name: 'Forum', level: 1 })).toBeVisible()
  await expect(page.getByRole('banner').getByText('Hämtar läget')).toBeVisible()
  await expect(page.getByRole('banner')).not.toContainText('Ordinarie läge')
  await expect(page.getByRole('banner')).not.toContainText('Inget väntar på dig')
  answer()
  await expect(page.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
})
