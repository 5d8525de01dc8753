import { address, identities, type Login, password } from './portal/people.ts'
import { expect, oneWidth, scan, test } from './test.ts'

const logins = Object.keys(identities) as Login[]

test('nobody is let in without logging in, and the log-in page leads back to where one was going', async ({ page }) => {
  await page.goto('/aktorer')
  await expect(page.getByRole('heading', { name: 'Logga in' })).toBeVisible()
  await page.getByLabel('E-post i tjänsten').fill(address('kansli'))
  await page.getByLabel('Lösenord').fill(password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Aktörer', level: 1 })).toBeVisible()
})

test('the log-in page offers the ten identities of the demo', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Prova som' }).getByRole('button')).toHaveCount(10)
  await scan(page)
})

test('one tap logs in as each of the ten, and log-out ends it on the server', oneWidth, async ({ page, portal }) => {
  for (const [index, login] of logins.entries()) {
    await page.goto('/logga-in')
    await page.getByRole('region', { name: 'Prova som' }).getByRole('button').nth(index).click()
    await page.getByRole('button', { name: /Du agerar som/ }).click()
    const account = page.getByRole('dialog', { name: 'Ditt konto' })
    const person = (await account.locator('.account-name').textContent()) ?? ''
    expect(
      logins.map((one) => identities[one].person),
      login,
    ).toContain(person)
    const [cookie] = await page.context().cookies()
    await account.getByRole('button', { name: 'Logga ut' }).click()
    await expect(page.getByRole('heading', { name: 'Logga in' })).toBeVisible()
    const again = await page.request.get(`${portal.url}/api/sessions/current`, { headers: { cookie: `${cookie!.name}=${cookie!.value}` } })
    expect(again.status()).toBe(401)
  }
})

test('each of the ten has e-mail and password too', oneWidth, async ({ request, portal }) => {
  for (const login of logins) {
    const answer = await request.post('/api/sessions', { headers: { origin: portal.url }, data: { email: address(login), password } })
    expect(answer.status()).toBe(201)
    expect((await answer.json()) as unknown).toMatchObject({ user: { name: identities[login].person } })
  }
})

test('a wrong password is refused in clear words, leads to both fields, and what was typed stays', async ({ page }) => {
  await page.goto('/logga-in')
  await page.getByLabel('E-post i tjänsten').fill(address('rkk'))
  await page.getByLabel('Lösenord').fill('fel lösenord')
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'E-postadressen och lösenordet hör inte ihop' })).toBeInViewport()
  await expect(page.getByLabel('E-post i tjänsten')).toHaveValue(address('rkk'))
  const ways = page.getByRole('alert').filter({ hasText: 'Rätta först:' })
  await expect(ways.getByRole('button'), 'never which of the two').toHaveText(['E-post i tjänsten', 'Lösenord'])
  await scan(page)
  await ways.getByRole('button', { name: 'Lösenord' }).click()
  await expect(page.getByLabel('Lösenord')).toBeFocused()
  await page.getByLabel('Lösenord').fill('ett annat')
  await expect(ways).toHaveCount(0)
})

test('the session cookie is out of reach for scripts and sent only to us', oneWidth, async ({ browserOf }) => {
  const page = await browserOf('tib')
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Läget', level: 1 })).toBeVisible()
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ name: '__Host-sid', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
})

test('whoever holds two functions changes between them in the header, and every tab follows', async ({ browserOf }) => {
  const page = await browserOf('kontakt.nacka')
  const other = await page.context().newPage()
  for (const one of [page, other]) {
    await one.goto('/')
    await expect(one.getByRole('button', { name: /Du agerar som/ })).toBeVisible()
  }
  const actingAs = (one: typeof page) => one.getByRole('button', { name: /Du agerar som/ })
  const worn = (await actingAs(page).textContent()) ?? ''
  await actingAs(page).click()
  const hats = page.getByRole('dialog', { name: 'Ditt konto' }).getByRole('button', { pressed: false })
  const next = (await hats.first().textContent()) ?? ''
  const [before] = await page.context().cookies()
  await hats.first().click()
  for (const one of [page, other]) {
    await expect(actingAs(one)).not.toHaveText(worn)
    await actingAs(one).click()
    await expect(one.getByRole('dialog', { name: 'Ditt konto' }).getByRole('button', { pressed: true })).toHaveText(next)
  }
  const [after] = await page.context().cookies()
  expect(after!.value, 'a new token with every change of function').not.toBe(before!.value)
})
