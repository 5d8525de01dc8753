import { inMinutes } from './portal/time.ts'
import { expect, oneWidth, scan, test } from './test.ts'

test('a contact cannot open the activation page: it says so and what can be done instead', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await page.goto('/aktivera')
  await expect(page.getByRole('heading', { name: 'Det här kan du inte göra i din funktion', level: 1 })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Vad har hänt?' })).toHaveCount(0)
  await scan(page)
  const answer = await page.request.post('/api/activations', {
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': 'not-allowed-at-all' },
    data: {
      title: 'x',
      forums: [{ forumCode: 'regionalt-samordnande-forum' }],
      isExercise: false,
      channel: 'telephone',
      conferenceAt: inMinutes(0),
    },
  })
  expect(answer.status()).toBe(403)
})

test('whoever may not activate is offered to request it', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  await page.goto('/')
  const request = page.getByRole('button', { name: 'Begär aktivering' }).or(page.getByRole('link', { name: 'Begär aktivering' }))
  await expect(request.locator('visible=true').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Aktivera forum' }).or(page.getByRole('link', { name: 'Aktivera forum' }))).toHaveCount(0)
})

test('an unknown incident, actor, forum or address is a page that says so and leads on', async ({ browserOf }) => {
  const page = await browserOf('tib')
  for (const path of ['/handelser/2019-999', '/handelser/2019-999/inkallning', '/aktorer/finns-inte', '/forum/finns-inte', '/finns/inte']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Sidan finns inte', level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'Till Läget' })).toBeVisible()
  }
  await scan(page)
})

test('without a network what is on the screen stays readable and the page says since when', async ({ browserOf }) => {
  const page = await browserOf('rsib')
  await page.goto('/aktorer')
  await expect(page.locator('li.actor-row')).toHaveCount(37)
  await page.context().setOffline(true)
  await expect(page.getByText(/^Ingen anslutning sedan/)).toBeVisible()
  await expect(page.locator('li.actor-row')).toHaveCount(37)
  await page.getByRole('searchbox').fill('solna')
  await expect(page.getByText('Ingen kontakt med servern').or(page.locator('li.actor-row').first()).first()).toBeVisible()
  await scan(page)
  await page.context().setOffline(false)
  await expect(page.getByText(/^Ingen anslutning sedan/)).toHaveCount(0)
  await expect(page.locator('li.actor-row')).toHaveCount(1, { timeout: 20_000 })
})

test(
  'Administration holds something true for everybody, and the users only for those who may see them',
  oneWidth,
  async ({ browserOf }) => {
    const page = await browserOf('skattare.nacka')
    await page.goto('/admin')
    await expect(page.getByRole('heading', { name: 'Administration', level: 1 })).toBeVisible()
    const main = page.getByRole('main')
    await expect(main.getByRole('link', { name: 'Konto' })).toBeVisible()
    await expect(main.getByRole('link', { name: 'Nacka kommun' })).toBeVisible()
    await expect(main.getByRole('link', { name: 'Utkorg' }), 'a self-assessor may not read it').toHaveCount(0)
    await expect(main.getByRole('searchbox')).toHaveCount(0)
    await scan(page)
    const contact = await browserOf('kontakt.nacka')
    await contact.goto('/admin')
    await contact.getByRole('main').getByRole('link', { name: 'Utkorg' }).click()
    await expect(contact.getByRole('heading', { name: 'Utkorg', level: 1 })).toBeVisible()
    const admin = await browserOf('aktorsadmin.nacka')
    await admin.goto('/admin')
    await expect(admin.getByRole('main').getByText('David Nyhammar').first()).toBeVisible()
  },
)
