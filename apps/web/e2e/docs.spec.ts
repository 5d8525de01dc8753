import { AxeBuilder } from '@axe-core/playwright'
import { expect, fitsItsWidth, test } from './test.ts'

test('the API’s documentation is browsed under the same strict policy as the portal, by whoever is logged in', async ({
  page,
  browserOf,
}) => {
  const refused = await page.goto('/api/docs')
  expect(refused?.status()).toBe(401)

  const docs = await browserOf('kontakt.nacka')
  await docs.goto('/api/docs')
  await expect(docs.getByRole('heading', { level: 1 })).toContainText('API')
  // The style sheet has come through: without it a browser gives the page its own margins.
  await expect(docs.getByRole('navigation')).toHaveCSS('display', 'flex')
  await docs.getByRole('link', { name: 'actors', exact: true }).click()
  await docs.getByText('The actors, by name').click()
  const opened = docs.locator('details[open]')
  await expect(opened.getByText('actors.read')).toBeVisible()
  await expect(opened.getByText('nextCursor: string | null')).toBeVisible()
  expect((await new AxeBuilder({ page: docs }).analyze()).violations.map((violation) => violation.id)).toEqual([])
  await fitsItsWidth(docs)
})
