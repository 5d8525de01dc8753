import { callOut } from './portal/call-out.ts'
import { expect, fitsItsWidth, test } from './test.ts'

// 1280 px at 400 % is 320 px (WCAG 1.4.10).
test.use({ viewport: { width: 320, height: 512 } })

test('at 400 % no page scrolls sideways', async ({ browserOf, portal }) => {
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
  const more = ['/mal', '/aktorer', '/aktorer/fm-mrm', '/jour', '/admin', '/utkorg', '/konto', '/begar']
  for (const path of [...pages, ...more]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Hämtar' })).toHaveCount(0)
    await fitsItsWidth(page)
  }
  const visitor = await browserOf()
  for (const path of ['/logga-in', await portal.mailbox.answerLink('kontakt.fm-mrm@demo.example', 'Försvarsmakten och Södertörns')]) {
    await visitor.goto(path)
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
    await fitsItsWidth(visitor)
  }
})
