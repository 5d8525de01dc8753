import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { callOut } from './portal/call-out.ts'
import { deep, expect, fitsItsWidth, scan, test } from './test.ts'
import { wordsOnWords } from './words-on-words.ts'

/** The Swedish texts of the interface whose English is another: none of them may stand on an English page. */
function swedishOnly(): string[] {
  const catalogue = readFileSync(join(import.meta.dirname, '..', 'src', 'locales', 'en.po'), 'utf8')
  const pairs = [...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map(([, swedish, english]) => [swedish!, english!] as const)
  const plain = (text: string) => !/[{}<>\\]/.test(text)
  const english = new Set(pairs.map(([, text]) => text))
  return pairs.filter(([from, to]) => from !== to && plain(from) && !english.has(from)).map(([from]) => from)
}

async function swedishOn(page: Page, texts: string[]): Promise<string[]> {
  return page.evaluate((known) => {
    const set = new Set(known)
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim()
      // What people have written, and official names, stay in their own language and say so.
      if (set.has(text) && !node.parentElement?.closest('[lang="sv"]')) found.push(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder]')) {
      for (const text of [element.getAttribute('aria-label'), element.getAttribute('placeholder')])
        if (text && set.has(text)) found.push(text)
    }
    return found
  }, texts)
}

const [desk, phone] = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]

test('English is complete: no page shows a Swedish text of the interface, and its words have room', deep, async ({ browserOf, portal }) => {
  const texts = swedishOnly()
  expect(texts.length).toBeGreaterThan(300)
  const page = await browserOf('tib')
  await page.goto('/')
  await page.getByRole('button', { name: /Du agerar som/ }).click()
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const { code } = await callOut(page, portal.url, { title: 'Storm' })
  const room = `/handelser/${code}`
  const coming = await page.request.get('/api/meetings?forum=regional-samverkanskonferens&limit=1')
  const { items } = (await coming.json()) as { items: { code: string }[] }
  const conference = items[0]!.code
  const pages = [
    '/',
    '/aktivera',
    '/handelser',
    room,
    `${room}/inkallning`,
    `${room}/logg`,
    `${room}/lagesbild`,
    `${room}/atgarder`,
    `${await portal.exercisePath()}/lagesbild`,
    '/forum',
    '/forum/samverkansstab',
    '/moten',
    `/moten/${conference}`,
    '/atgarder',
    '/formagor',
    '/formagor/karta',
  ]
  const more = [
    '/mal',
    '/aktorer',
    '/aktorer/nacka',
    '/jour',
    '/admin',
    '/admin/installningar',
    '/utkorg',
    '/konto',
    '/begar',
    '/finns-inte',
  ]
  for (const path of [...pages, ...more]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0)
    expect.soft(await swedishOn(page, texts), path).toEqual([])
    // The same words are longer or shorter: none lies on another for it, on a desk or a phone.
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      expect.soft(await wordsOnWords(page), `${path} at ${size.width} px`).toEqual([])
      await fitsItsWidth(page)
    }
  }
  await page.goto(`${room}/inkallning`)
  await expect(page.getByRole('heading', { level: 1 }), 'somebody’s own words are read as Swedish').toHaveAttribute('lang', 'sv')
  await scan(page)
  const visitor = await browserOf()
  await visitor.goto(await portal.mailbox.answerLink('kontakt.nacka@demo.example', 'Storm'))
  await visitor.getByRole('button', { name: 'English' }).click()
  await expect(visitor.locator('html')).toHaveAttribute('lang', 'en')
  await expect(visitor.getByRole('group').first()).toBeVisible()
  expect.soft(await swedishOn(visitor, texts), 'the answer link').toEqual([])
  await scan(visitor)
})

test('where the official text is Swedish alone an English reader gets an aid, said to be ours, beside it and never instead', async ({
  browserOf,
}) => {
  const page = await browserOf('rkk')
  const label = page.getByText('Our reading aid, not official text', { exact: true })
  await page.goto('/forum/samverkansstab')
  await expect(page.getByRole('heading', { name: 'Så beskrivs forumet' })).toBeVisible()
  await expect(page.locator('.reading-aid'), 'none in Swedish').toHaveCount(0)
  await page.getByRole('button', { name: /Du agerar som/ }).click()
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(label).toHaveCount(1)
  await expect(page.locator('.reading-aid')).toContainText('It takes no joint decisions: each actor decides for itself.')
  await expect(page.locator('blockquote[lang="sv"]').first()).toContainText('samverkansstab')
  await scan(page)
  for (const [path, official, aids] of [
    ['/formagor/ramverket', 'Aktivera aktörsgemensamt arbete', 5],
    ['/mal', 'Säker informationsdelning', 2],
  ] as const) {
    await page.goto(path)
    await expect(page.locator('[lang="sv"]').filter({ hasText: official }).first()).toBeVisible()
    expect(await label.locator('visible=true').count(), path).toBeGreaterThanOrEqual(aids)
    await scan(page)
  }
})

test('the language chosen stays on this device', async ({ browserOf }) => {
  const page = await browserOf('rkk')
  await page.goto('/')
  await page.getByRole('button', { name: /Du agerar som/ }).click()
  await page.getByRole('radio', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('button', { name: /You are acting as/i })).toBeVisible()
})
