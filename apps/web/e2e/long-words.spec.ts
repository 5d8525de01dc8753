import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { answerBy, callOut, openRow } from './portal/call-out.ts'
import { addLine, openPicture, reportTo } from './portal/picture.ts'
import { planDueMeeting } from './portal/due-meeting.ts'
import { inDays } from './portal/time.ts'
import { deep, expect, fitsItsWidth, oneWidth, test } from './test.ts'

const narrow = { width: 360, height: 740 }
test.use({ viewport: narrow })

/** Sixty letters, an address that has no place to break, and three hundred characters without a space. */
const long = 'Räddningstjänstsamordningsfunktionsansvarighetsbeskrivningar'
const address = `https://moten.demo.example/${'anslut-till-konferensen_'.repeat(9)}`
const unbroken = 'X'.repeat(300)
/** All of it, as much as there is room for. */
const words = (most: number): string => `${long} ${unbroken} ${address}`.slice(0, most)

/**
 * Words that run out of the page, or that a box of theirs cuts off without saying so: three dots, or so many lines, are an answer and say so, and
 * what scrolls by itself can be reached. On paper nothing can be opened or scrolled: there all of it must stand.
 */
const lost = (page: Page, isPaper = false): Promise<string[]> =>
  page.evaluate((onPaper) => {
    const found = new Set<string>()
    const isCut = (rect: DOMRect, from: Element): boolean => {
      for (let element: Element | null = from; element; element = element.parentElement) {
        const style = getComputedStyle(element)
        if (element === document.body) break
        if (style.overflowX === 'visible') continue
        if (!onPaper && (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none' || /auto|scroll/u.test(style.overflowX)))
          return false
        const box = element.getBoundingClientRect()
        const isBelow = onPaper && style.overflowY !== 'visible' && style.overflowY !== 'clip' && rect.bottom > box.bottom + 2
        if (rect.right > box.right + 1 || rect.left < box.left - 1 || isBelow) return true
      }
      return rect.right > innerWidth + 1 || rect.left < -1
    }
    const isForEarsAlone = (from: Element): boolean => {
      for (let element: Element | null = from; element; element = element.parentElement)
        if (getComputedStyle(element).clipPath === 'inset(50%)') return true
      return false
    }
    for (const root of document.querySelectorAll('main, dialog[open]')) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement
        const text = node.textContent!.trim()
        if (
          !parent ||
          !text ||
          parent.closest('.aksel-sr-only, svg, select, textarea') ||
          !parent.checkVisibility({ visibilityProperty: true }) ||
          isForEarsAlone(parent)
        )
          continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const lines = [...range.getClientRects()].filter((rect) => rect.width > 0)
        // A title that gave all its room away stands with a letter on each line.
        if (text.length > 3 && lines.length > 3 && lines.every((rect) => rect.width < 24))
          found.add(`letter by letter, ${parent.tagName.toLowerCase()}.${parent.className}: ${text.slice(0, 30)}`)
        if (lines.some((rect) => isCut(rect, parent)))
          found.add(`${parent.tagName.toLowerCase()}.${parent.className} in ${parent.parentElement?.className}: ${text.slice(0, 30)}`)
      }
    }
    return [...found]
  }, isPaper)

test('W12 · a long word, a long address and three hundred characters without a space are whole on every page, also on paper', {
  tag: [oneWidth.tag, deep.tag],
}, async ({ browserOf, portal }) => {
  test.setTimeout(180_000)
  const tib = await browserOf('tib')
  const nacka = await browserOf('kontakt.nacka')
  // Asks in its stead: another test finds Nacka's list empty.
  const asker = await browserOf('kontakt.trafikverket')
  const send = async (page: Page, method: 'POST' | 'PUT', path: string, data: unknown) => {
    const answer = await page.request.fetch(`${portal.url}/api${path}`, {
      method,
      headers: { origin: portal.url, 'idempotency-key': randomUUID() },
      data: data as object,
    })
    expect([path, answer.ok() ? '' : await answer.text()]).toEqual([path, ''])
    return (await answer.json()) as { id: string }
  }
  const { code } = await callOut(tib, portal.url, { title: words(200), dialIn: words(1_000) })
  await answerBy(tib, await portal.mailbox.answerLink('kontakt.nacka@demo.example', long), {
    answer: 'participates',
    person: words(200),
    deputy: words(200),
    comment: words(500),
  })
  const id = await openPicture(tib, portal.url, code)
  await reportTo(nacka, portal.url, id, 1, [{ heading: 'needs', certainty: 'assumption', text: words(1_000) }])
  await addLine(tib, portal.url, id, { heading: 'situation', certainty: 'fact', text: words(1_000) })
  await send(tib, 'PUT', `/situational-pictures/${id}/texts/summary`, { text: words(1_000), basedOn: 0 })
  const { id: request } = await send(asker, 'POST', '/activations/requests', {
    reason: words(1_000),
    forumCode: 'regionalt-samordnande-forum',
    isExercise: false,
  })
  const { id: nackaId } = (await (await tib.request.get('/api/actors/nacka')).json()) as { id: string }
  const { id: measure } = await send(tib, 'POST', '/measures', {
    title: words(200),
    description: words(1_000),
    owner: { actorId: nackaId },
    dueOn: inDays(20),
    origin: { kind: 'incident', incidentCode: code },
  })
  await send(tib, 'POST', `/measures/${measure}/notes`, { note: words(1_000) })
  const meeting = await planDueMeeting(tib, portal.url)
  type Meeting = { version: number; agenda: { id: string }[] }
  const read = async () => (await (await tib.request.get(`/api/meetings/${meeting}`)).json()) as Meeting
  const { version } = await read()
  await send(tib, 'PUT', `/meetings/${meeting}`, {
    title: words(200),
    minutes: 60,
    channel: 'video',
    place: words(200),
    dialIn: words(1_000),
    version,
  })
  for (const width of [narrow.width, 1280]) {
    await tib.setViewportSize({ ...narrow, width })
    await tib.goto(`/moten/${meeting}`)
    await expect(tib.locator('.agenda-list > li').first()).toBeVisible()
    expect.soft(await lost(tib), `the meeting before it, ${width}`).toEqual([])
  }
  await tib.setViewportSize(narrow)
  await send(tib, 'POST', `/meetings/${meeting}/state`, { action: 'open', version: (await read()).version })
  const item = (await read()).agenda[0]!.id
  await send(tib, 'POST', `/meetings/${meeting}/agenda/${item}/notes`, { actorCode: 'nacka', text: words(1_000) })
  await send(tib, 'PUT', `/meetings/${meeting}/agenda/${item}/outcome`, { text: words(1_000), basedOn: 0 })

  const room = `/handelser/${code}`
  const pages = [
    '/',
    '/handelser',
    room,
    `${room}/inkallning`,
    `${room}/logg`,
    `${room}/lagesbild`,
    `${room}/lagesbild?visa=utkast`,
    `${room}/atgarder`,
    '/atgarder',
    `/atgarder/${measure}`,
    '/begar',
    '/moten',
    `/moten/${meeting}`,
    '/utkorg',
    '/aktivera',
    '/konto',
  ]
  const look = async (page: Page, path: string, who: string) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.loading-state')).toHaveCount(0)
    for (const media of [null, 'print'] as const) {
      await page.emulateMedia({ media })
      await fitsItsWidth(page)
      expect.soft(await lost(page, media === 'print'), `${path} as ${who}${media ? ' on paper' : ''}`).toEqual([])
    }
    await page.emulateMedia({ media: null })
  }
  for (const path of pages) await look(tib, path, 'TiB')
  for (const path of ['/', room, `${room}/inkallning`, `${room}/lagesbild`, '/atgarder', `/moten/${meeting}`])
    await look(nacka, path, 'Nacka')
  await look(asker, '/begar', 'Trafikverket')
  // What is open over a page: a row of the board, and what is looked for.
  await tib.goto(`${room}/inkallning`)
  await openRow(tib, 'Nacka kommun')
  expect.soft(await lost(tib), 'a row of the board').toEqual([])
  await fitsItsWidth(tib)
  await tib.goto('/')
  await expect(tib.getByRole('heading', { level: 1 })).toBeVisible()
  await tib.keyboard.press('ControlOrMeta+k')
  await tib.getByRole('combobox').fill(long)
  await expect(tib.getByRole('option').first()).toBeVisible()
  await fitsItsWidth(tib)
  const visitor = await browserOf()
  await look(visitor, await portal.mailbox.answerLink('kontakt.trafikverket@demo.example', long), 'a contact')

  const publish = (looked: unknown) =>
    tib.request.post(`${portal.url}/api/situational-pictures/${id}/versions`, {
      headers: { origin: portal.url, 'idempotency-key': randomUUID() },
      data: { number: 1, looked },
    })
  const { current } = (await (await publish([])).json()) as { current: { texts: unknown } }
  expect((await publish(current.texts)).status()).toBe(201)
  await send(nacka, 'POST', `/situational-pictures/${id}/versions/1/acknowledgement`, { note: words(500) })
  await look(nacka, `${room}/lagesbild`, 'Nacka, published')
  await look(tib, `${room}/lagesbild`, 'TiB, published')
  await send(tib, 'POST', `/meetings/${meeting}/state`, { action: 'close', version: (await read()).version, anyway: true })
  await look(tib, `/moten/${meeting}`, 'TiB, afterwards')
  await send(asker, 'POST', `/activations/requests/${request}/withdraw`, { note: words(500) })
  await look(tib, '/begar', 'TiB, afterwards')
})
