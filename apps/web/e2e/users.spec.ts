import type { APIRequestContext, Page } from '@playwright/test'
import { address } from './portal/people.ts'
import type { Portal } from './portal/portal.ts'
import { expect, oneWidth, scan, test } from './test.ts'

const secret = 'sju höns på en vägg'
let serial = 0
const newAddress = (): string => `amira.${++serial}@nacka.example`
const oneTimeLink = async (portal: Portal, to: string, about: string): Promise<string> => {
  const { links } = await portal.mailbox.to(to, about)
  const link = links.find((one) => new URL(one).pathname.startsWith('/bjud-in/'))
  if (!link) throw new Error(`no one-time link among ${links.length} links`)
  return link
}

type Joined = { id: string; email: string; name: string }
/** Somebody new at Nacka with these functions, who has chosen a password; by the API, for the tests that are about something else. */
async function join(portal: Portal, admin: APIRequestContext, name: string, codes: string[]): Promise<Joined> {
  const email = newAddress()
  const functions = codes.map((functionCode) => ({ functionCode, actorCode: 'nacka', isDeputy: false, from: null, until: null }))
  const headers = { origin: portal.url }
  const invited = await admin.post('/api/users', {
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    data: { name, email, phone: null, actorCode: 'nacka', functions },
  })
  expect(invited.status(), await invited.text()).toBe(201)
  const { id } = (await invited.json()) as { id: string }
  const token = new URL(await oneTimeLink(portal, email, 'Inbjudan')).pathname.split('/').at(-1)
  const accepted = await fetch(`${portal.url}/api/sessions/invitations/${token}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ password: secret }),
  })
  expect(accepted.status).toBe(201)
  return { id, email, name }
}
async function logIn(page: Page, email: string, password = secret): Promise<void> {
  await page.goto('/logga-in')
  await page.getByLabel('E-post i tjänsten').fill(email)
  await page.getByLabel('Lösenord').fill(password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
}
/** Acts as this function, if it does not already: the session is a new one when that is done. */
async function wear(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /Du agerar som/ }).click()
  const account = page.getByRole('dialog', { name: 'Ditt konto' })
  await expect(account).toBeVisible()
  const hat = account.getByRole('button', { name: new RegExp(name), pressed: false })
  if ((await hat.count()) === 0) return page.keyboard.press('Escape')
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/sessions/current/function')), hat.click()])
}
type Answer = { version: number; periods: { id: string; functionCode: string; when: string }[] }
/** As an administrator somewhere else does it, in the middle of what is shown here. */
async function elsewhere(
  portal: Portal,
  admin: APIRequestContext,
  who: Joined,
  functionCode: string,
  act: 'end' | 'restore',
): Promise<void> {
  const person = (await (await admin.get(`/api/users/${who.id}`)).json()) as Answer
  const held = person.periods.find((one) => one.functionCode === functionCode)
  const answer = await admin.post(`/api/users/${who.id}/functions/${held?.id}/${act}`, {
    headers: { origin: portal.url },
    data: { version: person.version, ...(act === 'end' ? { confirmed: false } : { until: null }) },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

test('invited, in, given a function, and out at once when it ends', oneWidth, async ({ browserOf, portal }) => {
  test.slow()
  const email = newAddress()
  const admin = await browserOf('aktorsadmin.nacka')
  await admin.goto('/admin')
  await expect(admin.getByRole('link', { name: 'Maja Lind' })).toBeVisible()
  await scan(admin)
  await admin.getByRole('button', { name: 'Bjud in' }).click()
  await admin.getByRole('button', { name: 'Skicka inbjudan' }).click()
  await expect(admin.getByText('Skriv personens namn.')).toBeVisible()
  await admin.getByLabel('Namn').fill('Amira Sandgren')
  await admin.getByLabel('E-post i tjänsten').fill(email)
  await admin.getByLabel('Funktion', { exact: true }).selectOption({ label: 'Självskattare' })
  expect(await admin.getByLabel('Funktion', { exact: true }).locator('option').allTextContents()).not.toContain('Systemadministratör')
  await scan(admin)
  await admin.getByRole('button', { name: 'Skicka inbjudan' }).click()
  await expect(admin.getByRole('heading', { name: 'Amira Sandgren', level: 1 })).toBeVisible()
  await expect(admin.getByText('Inbjuden', { exact: true })).toBeVisible()
  await scan(admin)

  // The letter, the link, the password.
  const newcomer = await browserOf()
  const link = await oneTimeLink(portal, email, 'Inbjudan')
  await newcomer.goto(link)
  await expect(newcomer.getByText('Amira Sandgren')).toBeVisible()
  const password = newcomer.getByLabel('Lösenord', { exact: true })
  await password.fill('kort')
  await newcomer.getByRole('button', { name: 'Skapa inloggning' }).click()
  await expect(newcomer.getByText('Lösenordet behöver minst 15 tecken.')).toBeVisible()
  await password.fill('Nacka strand i juni')
  await newcomer.getByRole('button', { name: 'Skapa inloggning' }).click()
  await expect(newcomer.getByText('Lösenordet innehåller namnet på en aktör')).toBeVisible()
  await expect(password).toHaveValue('Nacka strand i juni')
  await scan(newcomer)
  await password.fill('lösenord 12345678')
  await newcomer.getByRole('button', { name: 'Skapa inloggning' }).click()
  await expect(newcomer.getByText('Lösenordet går lätt att gissa')).toBeVisible()
  // The spent link is never asked again: its answer would tell somebody who has just come in that it is dead.
  const asked: string[] = []
  newcomer.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/sessions/invitations/')) asked.push(request.url())
  })
  await password.fill(secret)
  await newcomer.getByRole('button', { name: 'Skapa inloggning' }).click()
  await expect(newcomer.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  expect(asked).toEqual([])
  await expect(newcomer.getByRole('button', { name: /Du agerar som/ })).toBeVisible()
  await expect(admin.getByText('Kan logga in', { exact: true })).toBeVisible()

  // Whoever opens the same link later is told what to do, and not to try again.
  const late = await browserOf()
  await late.goto(link)
  await expect(late.getByRole('alert')).toContainText('Länken är redan använd')
  await expect(late.getByRole('button', { name: 'Försök igen' })).toHaveCount(0)
  await scan(late)
  await late.getByRole('button', { name: 'Till inloggningen' }).click()
  await expect(late.getByRole('heading', { name: 'Logga in' })).toBeVisible()

  // A second function; then the one in use ends, and the open page is told without being touched.
  await admin.getByRole('button', { name: 'Ge en funktion' }).click()
  await admin.getByLabel('Funktion', { exact: true }).selectOption({ label: 'Läsare' })
  await admin.getByRole('button', { name: 'Ge funktionen' }).click()
  await expect(admin.getByText('Fick funktionen Läsare, Nacka kommun')).toBeVisible()
  await admin.getByRole('button', { name: 'Avsluta Självskattare' }).click()
  await expect(admin.getByText('Nyss avslutad')).toBeVisible()
  await expect(newcomer.getByText('Du är inte längre Självskattare (Nacka kommun)')).toBeVisible({ timeout: 5_500 })
  await scan(newcomer)
  await newcomer.getByRole('button', { name: 'Fortsätt i en annan funktion' }).click()
  await newcomer.getByRole('button', { name: /Du agerar som/ }).click()
  await expect(newcomer.getByRole('dialog', { name: 'Ditt konto' }).getByText('Läsare').first()).toBeVisible()
  await newcomer.keyboard.press('Escape')

  // Ending can be taken back, and is done again; the last one ended is out.
  await admin.getByRole('button', { name: 'Ångra Självskattare' }).click()
  await expect(admin.getByRole('button', { name: 'Avsluta Självskattare' })).toBeVisible()
  await admin.getByRole('button', { name: 'Avsluta Självskattare' }).click()
  await expect(admin.getByText('Nyss avslutad')).toBeVisible()
  await admin.getByRole('button', { name: 'Avsluta Läsare' }).click()
  await expect(newcomer.getByRole('heading', { name: 'Logga in' })).toBeVisible({ timeout: 5_500 })
  await expect(newcomer.getByText('Din behörighet i portalen har avslutats')).toBeVisible()
  await scan(newcomer)
  await expect(admin.getByText('Utan funktion', { exact: true })).toBeVisible()
  await scan(admin)
  const told = (await portal.mailbox.about('En funktion i Samverkansportalen är avslutad')).filter((mail) => mail.to.includes(email))
  expect(told.length).toBeGreaterThan(0)
})

test(
  'a function that ends between opening and saving: refused in clear words, and what was typed is still there',
  oneWidth,
  async ({ browserOf, portal }) => {
    const system = await browserOf('admin')
    const who = await join(portal, system.request, 'Bodil Ahlmark', ['actor-admin', 'reader'])
    const page = await browserOf()
    await logIn(page, who.email)
    await wear(page, 'Aktörsadministratör')
    await page.goto('/admin/bjud-in')
    const email = newAddress()
    await page.getByLabel('Namn').fill('Cecilia Rönnmark')
    await page.getByLabel('E-post i tjänsten').fill(email)
    await page.getByLabel('Funktion', { exact: true }).selectOption({ label: 'Läsare' })
    await elsewhere(portal, system.request, who, 'actor-admin', 'end')
    await page.getByRole('button', { name: 'Skicka inbjudan' }).click()
    await expect(page.getByRole('alert').getByText('Funktionen du arbetade i har avslutats')).toBeVisible()
    await expect(page.getByText('Du är inte längre Aktörsadministratör')).toBeVisible()
    await expect(page.getByLabel('Namn')).toHaveValue('Cecilia Rönnmark')
    await expect(page.getByLabel('E-post i tjänsten')).toHaveValue(email)
    await scan(page)
    expect(await portal.sql('SELECT 1 FROM user_accounts WHERE email = $1::citext', [email])).toEqual([])

    // On as what is left; once the function is back, so is the form.
    await page.getByRole('button', { name: 'Fortsätt i en annan funktion' }).click()
    await expect(page.getByRole('heading', { name: 'Det här kan du inte göra i din funktion' })).toBeVisible()
    await elsewhere(portal, system.request, who, 'actor-admin', 'restore')
    await page.goto('/')
    await wear(page, 'Aktörsadministratör')
    await page.goto('/admin/bjud-in')
    await expect(page.getByLabel('Namn')).toHaveValue('Cecilia Rönnmark')
    await page.getByRole('button', { name: 'Skicka inbjudan' }).click()
    await expect(page.getByRole('heading', { name: 'Cecilia Rönnmark', level: 1 })).toBeVisible()
  },
)

test('a forgotten password is chosen anew by mail; disabled and opened again', async ({ browserOf, portal }) => {
  const admin = await browserOf('aktorsadmin.nacka')
  const who = await join(portal, admin.request, 'Disa Lövgren', ['reader'])
  const page = await browserOf()
  await page.goto('/logga-in')
  await page.getByRole('link', { name: 'Glömt lösenordet?' }).click()
  await scan(page)
  await page.getByLabel('E-post i tjänsten').fill('ingen.alls@nacka.example')
  await page.getByRole('button', { name: 'Skicka länk' }).click()
  await expect(page.getByText(/kommer ett mejl om en liten stund/)).toBeVisible()
  await page.getByRole('button', { name: 'Skriv en annan adress' }).click()
  await page.getByLabel('E-post i tjänsten').fill(who.email)
  await page.getByRole('button', { name: 'Skicka länk' }).click()
  await expect(page.getByText(/kommer ett mejl om en liten stund/)).toBeVisible()
  await page.goto(await oneTimeLink(portal, who.email, 'Nytt lösenord'))
  await page.getByLabel('Lösenord', { exact: true }).fill('åtta kor i en hage')
  await page.getByRole('button', { name: 'Spara lösenordet' }).click()
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  expect(await portal.mailbox.about('ingen.alls@nacka.example')).toEqual([])

  await admin.goto(`/admin/anvandare/${who.id}`)
  await admin.getByRole('button', { name: 'Stäng av' }).click()
  await expect(page.getByText('Din behörighet i portalen har avslutats')).toBeVisible({ timeout: 5_500 })
  await expect(admin.getByText('Avstängd', { exact: true })).toBeVisible()
  await admin.getByRole('button', { name: 'Öppna igen' }).click()
  await expect(admin.getByRole('button', { name: 'Stäng av' })).toBeVisible()
  await logIn(page, who.email, 'åtta kor i en hage')

  // Details on a version that somebody else has replaced: both are shown, and one’s own stays in the form.
  await admin.getByRole('button', { name: 'Ändra uppgifter' }).click()
  await admin.getByLabel('Telefon (frivilligt)').fill('08-718 80 00')
  await portal.sql("UPDATE users SET name = 'Disa Löfgren', version = version + 1 WHERE id = $1", [who.id])
  await admin.getByRole('button', { name: 'Spara', exact: true }).click()
  await expect(admin.getByText('Någon annan ändrade uppgifterna under tiden')).toBeVisible()
  await expect(admin.getByText(/Nu står det: Disa Löfgren/)).toBeVisible()
  await expect(admin.getByLabel('Telefon (frivilligt)')).toHaveValue('08-718 80 00')
  await admin.getByRole('button', { name: 'Spara', exact: true }).click()
  await expect(admin.getByRole('link', { name: '08-718 80 00' })).toBeVisible()
})

test('the last system administrator stays, and one’s own function is not ended by mistake', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('admin')
  await page.goto('/admin')
  await page.getByRole('searchbox', { name: /Sök person/ }).fill('stenmarker')
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Elin Stenmarker' }).click()
  await page.getByRole('button', { name: 'Avsluta Systemadministratör' }).click()
  const dialog = page.getByRole('dialog', { name: 'Avsluta din egen funktion?' })
  await scan(page)
  await dialog.getByRole('button', { name: 'Avsluta Systemadministratör' }).click()
  await expect(dialog.getByText('Portalen behöver någon som kan administrera den')).toBeVisible()
  await dialog.getByRole('button', { name: 'Behåll den' }).click()
  await expect(page.getByRole('button', { name: 'Avsluta Systemadministratör' })).toBeVisible()
})

test('what I am told by mail is my own choice, and the outbox shows every kind with its link masked', async ({ browserOf, portal }) => {
  const page = await browserOf('kontakt.trafikverket')
  await page.goto('/konto')
  const meetings = page.getByRole('checkbox', { name: 'Möten' })
  await expect(meetings).not.toBeChecked()
  // Changed one's mind twice, faster than it is saved: the last choice stands. A page that is left before that may lose it.
  let saved = 0
  page.on('response', (answer) => {
    if (answer.url().endsWith('/subscriptions/meetings') && answer.request().method() === 'PUT') saved++
  })
  await meetings.check()
  await meetings.uncheck()
  await meetings.check()
  await expect.poll(() => saved).toBe(3)
  await expect
    .poll(() =>
      portal.sql(
        "SELECT FROM user_subscriptions s JOIN user_accounts a ON a.user_id = s.user_id WHERE a.email = 'kontakt.trafikverket@demo.example' AND s.topic = 'meetings'",
      ),
    )
    .toHaveLength(1)
  await page.reload()
  await expect(meetings).toBeChecked()
  await scan(page)
  await meetings.uncheck()

  const admin = await browserOf('aktorsadmin.nacka')
  const who = await join(portal, admin.request, 'Embla Norén', ['reader'])
  await admin.goto('/utkorg?slag=invitation')
  await admin.getByRole('searchbox', { name: /Sök mottagare/ }).fill('embla')
  const letter = admin.locator('details', { hasText: who.email })
  await letter.locator('summary').click()
  await expect(letter.getByText('•••••• (personlig länk)')).toBeVisible()
  await expect(letter).not.toContainText('/bjud-in/')
  await scan(admin)
})

test('an address that is taken says so, and leads to the person when they are one’s own', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('aktorsadmin.nacka')
  await page.goto('/admin/bjud-in')
  await page.getByLabel('Namn').fill('Maja Lind')
  await page.getByLabel('Funktion', { exact: true }).selectOption({ label: 'Läsare' })
  const to = page.getByLabel('E-post i tjänsten')
  await to.fill(address('kontakt.trafikverket'))
  await page.getByRole('button', { name: 'Skicka inbjudan' }).click()
  await expect(page.getByText('Adressen används redan i portalen')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Öppna personen' })).toBeHidden()
  await to.fill(address('kontakt.nacka'))
  await page.getByRole('button', { name: 'Skicka inbjudan' }).click()
  await page.getByRole('link', { name: 'Öppna personen' }).click()
  await expect(page.getByRole('heading', { name: 'Maja Lind', level: 1 })).toBeVisible()
})

test('an actor keeps its own call list: confirms it, adds to it, and takes back what was taken off', async ({ browserOf }) => {
  const page = await browserOf('aktorsadmin.nacka')
  await page.goto('/aktorer/nacka')
  const label = `Krisjouren ${++serial}`
  await page.getByRole('button', { name: 'Lägg till' }).click()
  await page.getByLabel('Namn på kontaktvägen').fill(label)
  await page.getByLabel('E-post 1').fill('jouren@nacka')
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  await expect(page.getByText('Det som står efter @ är inget domännamn.')).toBeVisible()
  await page.getByLabel('E-post 1').fill('jouren@demo.example')
  await page.getByRole('button', { name: 'En väg till' }).click()
  await page.getByLabel('Telefon 2').fill('070-174 06 05')
  await scan(page)
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  const row = page.locator('.contact-points > li', { hasText: label })
  await expect(row.getByRole('link', { name: 'jouren@demo.example' })).toBeVisible()
  await scan(page)
  await row.getByRole('button', { name: `Ändra ${label}` }).click()
  await page.getByRole('button', { name: 'Ta bort väg 1' }).click()
  await expect(page.getByText(/Utan e-post når ingen inkallning fram/)).toBeVisible()
  await page.getByRole('button', { name: 'Avbryt' }).click()
  await page.getByRole('button', { name: 'Allt stämmer' }).click()
  await row.getByRole('button', { name: `Ta bort ${label}` }).click()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Ångra' }).click()
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: `Ta bort ${label}` }).click()
  await expect(row).toBeHidden()
})
