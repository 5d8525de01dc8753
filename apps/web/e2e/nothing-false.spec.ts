import type { Page } from '@playwright/test'
import { callOut, coordinating } from './portal/call-out.ts'
import { planDueMeeting } from './portal/due-meeting.ts'
import { expect, oneWidth, scan, test } from './test.ts'

/** Words of calm and of now: true only of what the server has said, and only while it can say otherwise. The week's lägesbild in the demo begins “Ordinarie läge.”: somebody's sentence. */
const calm = /Ordinarie läge(?!\.)|Inget forum är aktiverat|Forumet är inte aktiverat|Inget väntar på dig|(^|\s)Direkt(\s|$)/mu
const active = /aktivt forum|Aktiverat läge|Aktiverat sedan|pågår/iu
/** What the page says; what a list may be narrowed to says nothing of what is. */
const said = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll('select')].reduce((text, { innerText }) => text.replace(innerText, ''), document.body.innerText),
  )
const saysCalm = async (page: Page): Promise<string | null> => calm.exec(await said(page))?.[0] ?? null

/** Holds every answer of the API but the one that says who is here, until it is let go. */
async function holdBack(page: Page): Promise<() => void> {
  let go: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (go = resolve))
  await page.route('**/api/**', async (route) => {
    if (!/\/api\/(sessions|portal)/u.test(route.request().url())) await asked
    // The page may have gone on while its answer was held.
    await route.continue().catch(() => undefined)
  })
  return go
}

test('on a slow network no page says that all is calm, or that something is on, before anything has come', async ({
  browserOf,
  portal,
}) => {
  const tib = await browserOf('tib')
  const { code } = await callOut(tib, portal.url, { title: 'Långsamt nät' })
  for (const path of [
    '/',
    '/handelser',
    `/handelser/${code}`,
    `/handelser/${code}/inkallning`,
    '/forum',
    `/forum/${coordinating}`,
    '/moten',
    '/aktorer',
    '/formagor',
    '/atgarder',
    '/aktivera',
  ]) {
    const page = await tib.context().newPage()
    const go = await holdBack(page)
    await page.goto(path)
    await expect(page.getByRole('banner').getByText('Hämtar läget')).toBeVisible()
    await expect(page.getByRole('banner').getByText('Ansluter').filter({ visible: true })).toHaveCount(1)
    expect(await saysCalm(page), path).toBeNull()
    expect(active.exec(await said(page))?.[0] ?? null, path).toBeNull()
    go()
    await expect(page.getByRole('banner').getByText('Aktiverat läge · 1')).toBeVisible()
    await page.close()
  }
})

test('when the network goes, what was calm is not said to be calm any more, on the page that stands and on the next', async ({
  browserOf,
}) => {
  const page = await browserOf('tib')
  for (const [path, is, was] of [
    ['/', 'Inget forum är aktiverat', 'Inget forum var aktiverat när sidan hämtades'],
    [`/forum/${coordinating}`, 'Forumet är inte aktiverat', 'Forumet var inte aktiverat när sidan hämtades.'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
    await expect(page.getByRole('main').getByText(is)).toBeVisible()
    await page.context().setOffline(true)
    await expect(page.getByRole('main').getByText(was)).toBeVisible()
    await expect(page.getByRole('banner').getByText('Läget okänt')).toBeVisible()
    expect(await saysCalm(page), path).toBeNull()
    await scan(page)
    await page.getByRole('banner').getByText('Läget okänt').click()
    // Its code may not have come either: then it says that.
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByText('Inte hämtat ännu.'))).toBeVisible()
    expect(await saysCalm(page), 'the page after').toBeNull()
    await page.context().setOffline(false)
    await expect(page.getByRole('banner').getByText('Ordinarie läge')).toBeVisible()
  }
})

test('an alarm that is known stays one without a network', oneWidth, async ({ browserOf, portal }) => {
  const tib = await browserOf('tib')
  await callOut(tib, portal.url, { title: 'Nätet försvann' })
  await tib.goto('/forum')
  await expect(tib.getByRole('banner').getByText('Aktiverat läge · 1')).toBeVisible()
  await tib.context().setOffline(true)
  await expect(tib.getByText('Direkt', { exact: true })).toHaveCount(0)
  await expect(tib.getByRole('banner').getByText('Aktiverat läge · 1')).toBeVisible()
  await tib.context().setOffline(false)
})

test('the agenda in full screen keeps the frame of an exercise and the word, which covers of the page’s own', async ({
  browserOf,
  portal,
}) => {
  const tib = await browserOf('tib')
  const code = await planDueMeeting(tib, portal.url)
  await tib.goto(`/moten/${code}`)
  await tib.getByRole('button', { name: 'Öppna mötet' }).click()
  await tib.getByRole('button', { name: 'Helskärm' }).click()
  const stage = tib.getByRole('dialog', { name: 'Dagordning i helskärm' })
  await expect(stage.getByText('ÖVNING – inget skarpt larm', { exact: true })).toBeVisible()
  const violet = await tib.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'var(--sp-ex)'
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  })
  const frame = await stage.evaluate((element) => {
    const style = getComputedStyle(element)
    const sides = ['top', 'right', 'bottom', 'left'] as const
    const { width, height } = element.getBoundingClientRect()
    return {
      sides: sides.map((side) => [style.getPropertyValue(`border-${side}-width`), style.getPropertyValue(`border-${side}-color`)]),
      covers: width >= innerWidth && height >= innerHeight,
    }
  })
  expect(frame).toEqual({ sides: Array.from({ length: 4 }, () => ['8px', violet]), covers: true })
  await scan(tib)
  await tib.keyboard.press('Escape')
  await expect(stage).toHaveCount(0)
  await expect(tib.getByText('ÖVNING – inget skarpt larm', { exact: true })).toBeVisible()
})
