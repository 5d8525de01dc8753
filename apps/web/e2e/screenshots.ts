import { answerBy, callOut, communication, coordinating, inMinutes, letPass } from './portal/call-out.ts'
import { desk, phone, picture } from './portal/camera.ts'
import { expect, test } from './test.ts'

// Not a test: makes the pictures of docs/images (pnpm --filter @samverkan/web screenshots).
test('pictures of the portal', async ({ browserOf, portal }) => {
  test.setTimeout(180_000)
  const visitor = await browserOf()
  await visitor.goto('/logga-in')
  await expect(visitor.getByRole('region', { name: 'Prova som' }).getByRole('button')).toHaveCount(10)
  await picture(visitor, 'log-in', [desk])

  const tib = await browserOf('tib')
  const title = 'Snöoväder, orange varning'
  await tib.goto('/')
  await expect(tib.getByRole('heading', { name: 'Inget forum är aktiverat' })).toBeVisible()
  await picture(tib, 'home-ordinary', [desk])
  await tib.goto('/aktivera')
  await tib.getByRole('textbox', { name: 'Vad har hänt?' }).fill(title)
  await tib.getByRole('checkbox', { name: /^Kommunikation/ }).check()
  await tib.getByRole('textbox', { name: /^Anslutning/ }).fill('08-465 004 90, kod 4471')
  await picture(tib, 'activate', [desk, phone], ['light', 'dark'])

  const { code } = await callOut(tib, portal.url, { title, forums: [{ forumCode: coordinating }, { forumCode: communication }] })
  await expect.poll(async () => (await portal.mailbox.about(title)).length, { timeout: 30_000 }).toBe(73)
  const board = `/handelser/${code}/inkallning`
  await tib.goto(board)
  await expect(tib.locator('[data-row]')).toHaveCount(37)
  await picture(tib, 'board-start', [desk, phone])
  const answer = await portal.mailbox.answerLink('kontakt.trafikverket@demo.example', title)
  await visitor.goto(answer)
  await expect(visitor.getByRole('group', { name: 'Ert svar' })).toBeVisible()
  await picture(visitor, 'answer', [phone], ['light', 'dark'])

  await letPass(portal, 12, code)
  const silent = new Set(['vaxholm', 'nykvarn', 'fm-mrm', 'sodertorn-brand', 'salem', 'kustbevakningen'])
  const follows = new Set(['lidingo', 'sundbyberg', 'attunda'])
  for (const { to, links } of await portal.mailbox.about(title)) {
    const actor = /^(?:kontakt|kommunikation)\.(.+)@/.exec(to[0]!)![1]!
    if (silent.has(actor)) continue
    const word = actor === 'ekero' ? 'not_concerned' : follows.has(actor) ? 'follows' : 'participates'
    await answerBy(visitor, links.find((link) => link.includes('/k/'))!, { answer: word })
  }
  await tib.goto(board)
  await expect(tib.locator('.ring-card').first()).toContainText('av 37 har svarat')
  await picture(tib, 'board', [desk, phone], ['light', 'dark'])
  await tib.goto('/')
  await expect(tib.getByRole('heading', { name: title })).toBeVisible()
  await picture(tib, 'home-active', [desk, phone], ['light', 'dark'])
  await tib.goto(`/handelser/${code}`)
  await expect(tib.getByRole('heading', { name: 'Det här har hänt' })).toBeVisible()
  await picture(tib, 'incident', [desk])
})

test('pictures of the Thursday conference', async ({ browserOf, portal }) => {
  test.setTimeout(180_000)
  const [tib, rsib, nacka] = [await browserOf('tib'), await browserOf('rsib'), await browserOf('kontakt.nacka')]
  const { items } = (await (await tib.request.get('/api/meetings?forum=regional-samverkanskonferens&limit=1')).json()) as {
    items: { code: string }[]
  }
  const address = `/moten/${items[0]!.code}`
  await nacka.goto('/moten')
  await expect(nacka.locator('.meeting-row').first()).toBeVisible()
  await picture(nacka, 'meetings', [desk, phone])
  await rsib.goto(address)
  await expect(rsib.getByRole('heading', { name: 'Dagordning' })).toBeVisible()
  await picture(rsib, 'meeting-before', [desk])
  await nacka.goto(address)
  await expect(nacka.getByRole('heading', { name: 'Dagordning' })).toBeVisible()
  await picture(nacka, 'meeting-before', [phone])
  await nacka.getByRole('button', { name: 'Något att rapportera' }).click()
  await nacka
    .getByRole('textbox', { name: 'Vad ska de andra veta?' })
    .fill('Omledningen vid Danderyds kyrka kom in i lägesbilden först efter 50 minuter. Vi vill ta upp rutinen.')
  await nacka.getByRole('button', { name: 'Lämna förrapporten' }).click()
  await expect(nacka.getByText(/^Lämnad/u)).toBeVisible()

  // Moved to now, so that it may be opened, as a conference is that has to be held at once.
  const { version } = (await (await tib.request.get(`/api${address.replace('moten', 'meetings')}`)).json()) as { version: number }
  const [today, time = ''] = new Date(inMinutes(2)).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).split(' ')
  // On a Thursday too: the one of this afternoon is not opened in the morning.
  const moved = await tib.request.post(`/api${address.replace('moten', 'meetings')}/moves`, {
    headers: { origin: portal.url },
    data: { localDate: today, localTime: time.slice(0, 5), reason: 'Konferensen hålls tidigare', version },
  })
  expect(moved.status(), await moved.text()).toBe(200)
  await tib.goto(address)
  await tib.getByRole('button', { name: 'Öppna mötet' }).click()
  const rows = tib.locator('.roll-list .roll-row')
  await expect(rows).toHaveCount(37)
  const away = ['Nykvarns kommun', 'Kustbevakningen', 'Vaxholms stad']
  for (const row of await rows.all()) {
    const words = await row.innerText()
    // Länsstyrelsen is there already: its duty officer opened the meeting.
    if (![...away, 'Länsstyrelsen'].some((name) => words.startsWith(name))) await row.click()
  }
  await expect(tib.locator('.roll-head')).toContainText('34 av 37')
  await tib.getByRole('button', { name: /^Nästa: Aktörsrapportering/u }).click()
  await expect(tib.locator('.floor')).toContainText('Punkt 2 av')
  await tib.getByRole('combobox', { name: 'Ge ordet till' }).selectOption('nacka')
  await expect(tib.locator('.floor').getByRole('heading', { name: 'Nacka kommun' })).toBeVisible()
  const note = tib.getByRole('textbox', { name: 'Skriv anteckning' })
  for (const text of ['Bandvagnen är åter från fredag.', 'Omledningen nådde inte samordnande forum i tid. Rutinen ses över.']) {
    await note.fill(text)
    await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
    await expect(tib.locator('.note-list').first()).toContainText(text)
  }
  await note.fill('Åtgärd: Gå igenom rutinen för omledning i samordningsgruppen')
  await tib.getByRole('button', { name: 'Spara anteckningen' }).click()
  await tib.getByRole('button', { name: 'Skapa åtgärden' }).click()
  await expect(tib.locator('.item-links')).toBeVisible()
  await tib.getByRole('heading', { level: 1 }).click()
  await picture(tib, 'meeting', [desk, phone], ['light', 'dark'])
  await tib.setViewportSize(desk)
  await tib.getByRole('button', { name: 'Helskärm' }).click()
  await picture(tib, 'meeting-stage', [desk])
  await tib.keyboard.press('Escape')
  await tib.getByRole('button', { name: 'Avsluta mötet' }).click()
  await tib.getByRole('button', { name: 'Avsluta ändå' }).click()
  await expect(tib.getByRole('heading', { name: 'Närvaro' })).toBeVisible()
  await picture(tib, 'minutes', [desk, phone])
})

test('pictures of the self-assessment and the measures', async ({ browserOf }) => {
  test.setTimeout(180_000)
  const assessor = await browserOf('skattare.nacka')
  await assessor.goto('/formagor')
  await assessor
    .getByRole('link', { name: /^(Börja|Fortsätt|Läs)/u })
    .first()
    .click()
  await assessor.waitForURL(/sjalvskattning\//u)
  await assessor.goto(`${new URL(assessor.url()).pathname}?del=1.3`)
  await expect(assessor.getByRole('heading', { name: 'Regionala samverkanskonferenser' })).toBeAttached()
  await picture(assessor, 'assessment', [desk, phone], ['light', 'dark'])

  const office = await browserOf('kansli')
  await office.goto('/formagor/karta')
  await expect(office.getByRole('grid').locator('[data-cell][data-column="0"]')).toHaveCount(37)
  await expect(office.getByText('Ingen ännu').first()).toBeAttached()
  await picture(office, 'heat-map', [{ width: 1280, height: 1800 }, phone], ['light', 'dark'])
  await office.goto('/atgarder?vems=alla')
  await expect(office.getByText('Försenad').first()).toBeVisible()
  await picture(office, 'measures', [desk, phone], ['light', 'dark'])
})
