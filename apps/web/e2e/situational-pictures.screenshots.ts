import type { Page } from '@playwright/test'
import { callOut } from './portal/call-out.ts'
import { desk, phone, picture } from './portal/camera.ts'
import { address, password } from './portal/people.ts'
import { openPicture, reportTo } from './portal/picture.ts'
import { clocks, expect, test } from './test.ts'

// Not a test: the lägesbild's pictures of docs/images, as those of screenshots.ts.
const reports: readonly (readonly [login: string, lines: Parameters<typeof reportTo>[4]])[] = [
  [
    'kontakt.norrtalje',
    [
      { heading: 'situation', certainty: 'fact', text: 'Omkring 3 400 hushåll utan el enligt nätägaren.' },
      { heading: 'impact', certainty: 'fact', text: 'Hemtjänsten når inte 41 personer.' },
      { heading: 'forecast', certainty: 'assumption', text: 'Strömmen åter tidigast 12:00.' },
      { heading: 'needs', certainty: 'fact', text: 'Två bandvagnar till Rimbo och Hallstavik före 09:00.' },
    ],
  ],
  [
    'kontakt.trafikverket',
    [
      { heading: 'situation', certainty: 'fact', text: 'E18 stängd norrgående Danderyds kyrka–Arninge efter två olyckor.' },
      { heading: 'forecast', certainty: 'assumption', text: 'Öppnar tidigast 08:30.' },
    ],
  ],
  [
    'kontakt.region-stockholm',
    [
      { heading: 'impact', certainty: 'fact', text: 'Buss inställd i Norrtälje, Värmdö, Ekerö och Nynäshamn.' },
      { heading: 'measures', certainty: 'fact', text: 'Planerad vård skjuts upp på två sjukhus under förmiddagen.' },
    ],
  ],
  ['kontakt.sos-alarm', [{ heading: 'situation', certainty: 'fact', text: '3 100 hushåll utan el i Norrtälje.' }]],
]

test('pictures of the lägesbild', async ({ browserOf, portal }) => {
  test.setTimeout(240_000)
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Snöoväder, orange varning' })
  const id = await openPicture(tib, portal.url, code)
  // The invented contacts of the other actors have no password of their own.
  await portal.sql(
    "UPDATE user_accounts a SET password_hash = n.password_hash, password_set_at = n.password_set_at FROM user_accounts n WHERE n.email = $1 AND a.email LIKE 'kontakt.%'",
    [address('kontakt.nacka')],
  )
  for (const [login, lines] of reports) {
    const page = await browserOf()
    const session = await page.request.post('/api/sessions', { headers: { origin: portal.url }, data: { email: address(login), password } })
    expect(session.status(), login).toBe(201)
    await reportTo(page, portal.url, id, 1, lines)
    await page.context().close()
  }

  const nacka = await browserOf('kontakt.nacka')
  await nacka.setViewportSize(phone)
  await nacka.goto(`/handelser/${code}/lagesbild`)
  await nacka.getByRole('textbox', { name: 'Läge', exact: true }).fill('Snöröjningen når inte fram på Värmdövägen.')
  await picture(nacka, 'picture-report', [desk, phone])

  await tib.goto(`/handelser/${code}/lagesbild`)
  await lift(tib, 'Omkring 3 400')
  await lift(tib, 'E18 stängd')
  await lift(tib, 'Öppnar tidigast')
  await lift(tib, 'Buss inställd')
  await tib
    .getByRole('textbox', { name: 'Sammanfattning', exact: true })
    .fill(
      'Snöfallet fortsätter över hela länet. Framkomligheten är kraftigt begränsad i norr och i skärgården. Elavbrott i Norrtälje påverkar omsorgen.',
    )
  await expect(tib.getByText(clocks(/^Sparat \d\d:\d\d$/u))).toBeVisible()
  await tib.evaluate(() => {
    ;(document.activeElement as HTMLElement | null)?.blur()
    scrollTo(0, 0)
  })
  await picture(tib, 'picture-editor', [desk, phone], ['light', 'dark'])

  // The finished exercise of the demo: three versions, read one after the other.
  const { items } = (await (await nacka.request.get('/api/situational-pictures')).json()) as {
    items: { incidentCode: string | null; latest: { number: number } | null }[]
  }
  const finished = items.find((one) => one.latest?.number === 3)!
  for (const version of [2, 3]) {
    await nacka.goto(`/handelser/${finished.incidentCode}/lagesbild?version=${version}`)
    await expect(nacka.getByRole('heading', { name: `Lägesbild ${version}`, exact: true })).toBeVisible()
  }
  await expect(nacka.getByText(/sedan du läste lägesbild 2/u)).toBeVisible()
  await picture(nacka, 'picture-reader', [desk, phone], ['light', 'dark'])
})

async function lift(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Lyft in ?: ${text}`, 'u') }).click()
  await expect(page.getByRole('button', { name: new RegExp(`^Inlyft ?: ${text}`, 'u') })).toBeVisible()
}
