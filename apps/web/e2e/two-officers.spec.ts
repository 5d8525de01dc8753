import type { Page } from '@playwright/test'
import type { Portal } from './portal/portal.ts'
import { clocks, expect, scan, test } from './test.ts'

const title = (page: Page) => page.getByRole('textbox', { name: 'Vad har hänt?' })
const question = (page: Page) => page.getByRole('alert', { name: /^Är det samma händelse/ })

/** Sofia Lindgren has the duty as well; `end` takes it from her again. */
async function secondOfficer(page: Page, portal: Portal): Promise<() => Promise<unknown>> {
  const [held] = await portal.sql<{ id: string }>(
    `INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from)
      SELECT gen_random_uuid(), a.user_id, 'lst-tib', (SELECT id FROM actors WHERE code = 'lst-stockholm'), app_now() - interval '1 day'
      FROM user_accounts a WHERE a.email = 'rsib@demo.example' RETURNING id`,
  )
  const acting = await page.request.put(`${portal.url}/api/sessions/current/function`, {
    headers: { origin: portal.url },
    data: { userFunctionId: held!.id },
  })
  expect(acting.status(), await acting.text()).toBe(200)
  return async () => {
    await portal.sql('DELETE FROM user_sessions WHERE user_function_id = $1', [held!.id])
    await portal.sql('DELETE FROM user_functions WHERE id = $1', [held!.id])
  }
}
/** Long enough for a machine that is slower than two officers. */
const askFor = (portal: Portal, minutes: number) =>
  portal.sql("UPDATE settings SET value = to_jsonb($1::int) WHERE key = 'similar_call_out_minutes'", [minutes])

async function fillIn(page: Page, words: string): Promise<void> {
  await page.goto('/aktivera')
  await title(page).fill(words)
}
async function press(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Kalla in' })
    .getByRole('button', { name: /Kalla in/ })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Kalla in/ })
    .click()
}

test('two duty officers, the same event: the second is told before anything leaves, joins, and calls in only what is another event', async ({
  browserOf,
  portal,
}) => {
  const [anders, sofia] = [await browserOf('tib'), await browserOf('rsib')]
  const end = await secondOfficer(sofia, portal)
  await askFor(portal, 30)
  try {
    await Promise.all([fillIn(anders, 'Halka Roslagen'), fillIn(sofia, 'Svår halka i Roslagen')])
    await press(anders)
    await expect(anders.locator('[data-row]')).toHaveCount(37)
    const code = /\/handelser\/([^/]+)/.exec(new URL(anders.url()).pathname)![1]!
    await press(sofia)
    await expect(question(sofia)).toContainText(clocks(/Anders Ek \(TiB\) kallade in \d\d:\d\d, (nyss|\d+ (s|min) sedan): Halka Roslagen/))
    await expect(question(sofia)).toBeFocused()
    await expect(question(sofia)).toBeInViewport()
    await expect(sofia.getByRole('dialog').getByRole('button', { name: /Kalla in \d+ aktörer/ })).toBeDisabled()
    await scan(sofia)
    await expect.poll(async () => (await portal.mailbox.about('Halka Roslagen')).length, { timeout: 30_000 }).toBe(37)
    expect(await portal.mailbox.about('Svår halka i Roslagen')).toHaveLength(0)

    await sofia.getByRole('button', { name: `Gå till händelsen ${code}` }).click()
    await expect(sofia).toHaveURL(`/handelser/${code}/inkallning`)
    await expect(sofia.getByRole('heading', { name: 'Halka Roslagen', level: 1 })).toBeVisible()

    await sofia.goto('/aktivera')
    await expect(title(sofia)).toHaveValue('Svår halka i Roslagen')
    await press(sofia)
    await expect(question(sofia)).toBeFocused()
    // The first answer is the next stop of the Tab key, the second the one after.
    await sofia.keyboard.press('Tab')
    await sofia.keyboard.press('Tab')
    await expect(sofia.getByRole('button', { name: 'Det är en annan händelse – kalla in' })).toBeFocused()
    await sofia.keyboard.press('Enter')
    await expect(sofia.getByRole('heading', { name: 'Svår halka i Roslagen', level: 1 })).toBeVisible()
    await expect(sofia.locator('[data-row]')).toHaveCount(37)
    await expect.poll(async () => (await portal.mailbox.about('Svår halka i Roslagen')).length, { timeout: 30_000 }).toBe(37)
    await sofia.goto(sofia.url().replace('/inkallning', '/logg'))
    await expect(sofia.getByRole('main')).toContainText(`${code} hade nyss kallats in med en liknande rad.`)
  } finally {
    await askFor(portal, 2)
    await end()
  }
})
