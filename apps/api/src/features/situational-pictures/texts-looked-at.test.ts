import type { PictureVersion } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import {
  addLine,
  base,
  lift,
  line,
  openPicture,
  pressPublish,
  publish,
  readDraft,
  readPicture,
  readVersion,
  report,
  saveLine,
  saveText,
} from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
let id: string
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
})
let incidents = 0
beforeEach(async () => {
  const code = `2026-${String(++incidents).padStart(3, '0')}`
  await openIncident(t, { code, actors: ['nacka', 'salem', 'taby'] })
  id = await openPicture(t, tib, code)
})
afterAll(() => t.close())

const draftText = async (field: string) => (await readDraft(t, tib, id)).texts.find((one) => one.field === field)
const readAloud = ({ texts }: Pick<PictureVersion, 'texts'>): string => texts.find(({ field }) => field === 'read_aloud')?.text ?? ''
type Asked = { texts: { field: string; text: string }[] }
const asked = async (number: number, looked: Asked['texts'] = []): Promise<Asked['texts']> => {
  const answer = await pressPublish(t, tib, id, number, key(), { looked })
  expect(problemOf(answer).code, answer.body).toBe('texts-unseen')
  return answer.json<{ current: Asked }>().current.texts
}
const version = (number: number): Promise<PictureVersion> => readVersion(t, nacka, id, number)

describe('the text to read aloud in Rakel', () => {
  test('is never carried over: version 2 says what version 2 says, and so does its PDF', async () => {
    await saveText(t, tib, id, 'summary', 'E4 är avstängd vid Haga.')
    await saveText(t, tib, id, 'read_aloud', 'Lägesbild 1. E4 är avstängd. Slut.')
    await publish(t, tib, id)
    expect(readAloud(await version(1))).toBe('Lägesbild 1. E4 är avstängd. Slut.')
    expect(await draftText('read_aloud')).toMatchObject({ text: '' })
    await saveText(t, tib, id, 'summary', 'E4 är öppen igen.', 1)
    await publish(t, tib, id, 2)
    expect(readAloud(await version(2))).toMatch(/^Lägesbild 2, .*E4 är öppen igen\..* Slut\.$/)
    expect(readAloud(await version(2))).not.toContain('avstängd')
    // Nothing written is lost: what was read aloud of version 1 stands there and in the history.
    expect(readAloud(await version(1))).toContain('avstängd')
    const { items } = (await t.as(tib)('GET', `${base}/${id}/texts/read_aloud/versions`)).json<{ items: { text: string }[] }>()
    expect(items.map(({ text }) => text)).toContain('Lägesbild 1. E4 är avstängd. Slut.')
  })

  test('is looked at before it is published, in the words that are published', async () => {
    await saveText(t, tib, id, 'summary', 'Snö.')
    const first = await asked(1)
    expect(first.map(({ field }) => field)).toEqual(['read_aloud'])
    // A colleague changes the summary meanwhile: what was looked at is no longer what would be read.
    await saveText(t, tib, id, 'summary', 'Snö och is.', 1)
    const second = await asked(1, first)
    expect(second[0]?.text).toContain('Snö och is.')
    expect((await pressPublish(t, tib, id, 1, key(), { looked: second })).statusCode).toBe(201)
    expect(readAloud(await version(1))).toBe(second[0]?.text)
  })

  test('a colleague who is writing it while it is published meets the empty one, and keeps the words', async () => {
    await saveText(t, tib, id, 'summary', 'Snö.')
    await saveText(t, tib, id, 'read_aloud', 'Ett.')
    await publish(t, tib, id)
    const late = await saveText(t, tib, id, 'read_aloud', 'Ett och ett halvt.', 1)
    expect(problemOf(late).code).toBe('stale-version')
    expect(late.json<{ current: { text: string } }>().current.text).toBe('')
  })

  test('counts as no change to whoever reads: it differs in every number', async () => {
    await saveText(t, tib, id, 'summary', 'Snö.')
    await publish(t, tib, id)
    await t.as(nacka)('POST', `${base}/${id}/versions/1/read`)
    await publish(t, tib, id, 2)
    expect(await version(2)).toMatchObject({ comparedWith: 1, changes: 0 })
  })
})

describe('texts that live on from number to number', () => {
  test('are asked about when they stand as before although something else does not, and only then', async () => {
    await saveText(t, tib, id, 'summary', 'Region Stockholm har gott om platser.')
    await saveText(t, tib, id, 'worst_case', 'Elen går.')
    const row = await addLine(t, tib, id, 'E4 avstängd')
    await publish(t, tib, id)
    expect((await asked(2)).map(({ field }) => field)).toEqual(['read_aloud'])
    await saveLine(t, tib, id, row, { text: 'E4 öppen' })
    expect((await asked(2)).map(({ field }) => field)).toEqual(['summary', 'worst_case', 'read_aloud'])
    await saveText(t, tib, id, 'summary', 'Fullt på akuten.', 1)
    expect((await asked(2)).map(({ field }) => field)).toEqual(['worst_case', 'read_aloud'])
    expect((await publish(t, tib, id, 2)).statusCode).toBe(201)
  })
})

describe('what a version builds on', () => {
  test('is whoever has a line in it, also one reported to an earlier number', async () => {
    await report(t, nacka, id, { lines: [line('Tre skolor utan värme')] })
    await report(t, salem, id, { lines: [line('Väg 226 avstängd')] })
    for (const who of [nacka, salem]) await lift(t, tib, id, (await readPicture(t, who, id)).own?.lines[0]?.id ?? '')
    await publish(t, tib, id)
    expect(await version(1)).toMatchObject({ reported: 2, asked: 3 })
    await publish(t, tib, id, 2)
    expect(await version(2)).toMatchObject({ reported: 2, asked: 3 })
  })
})
