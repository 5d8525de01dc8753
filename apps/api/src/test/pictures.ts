import type { DraftLine, Picture, PictureDraft, PictureVersion } from '@samverkan/contract'
import type { PictureHeading } from '@samverkan/domain'
import { expect } from 'vitest'
import type { Person, TestApp } from './app.ts'
import { key } from './call-list.ts'

export const base = '/api/situational-pictures'
const minutes = (t: TestApp, n: number): string => new Date(t.clock.now().getTime() + n * 60_000).toISOString()
export const wanted = (t: TestApp, more: Record<string, unknown> = {}) => ({
  cutOffAt: minutes(t, 30),
  nextUpdateAt: minutes(t, 180),
  handling: 'internal',
  ...more,
})

/** The chain of an incident, opened by the duty officer. */
export const openPicture = async (t: TestApp, tib: Person, code = '2026-001', more: Record<string, unknown> = {}): Promise<string> => {
  const response = await t.as(tib)('POST', `${base}/incidents/${code}`, wanted(t, more), key())
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Picture>().id
}

export const line = (text: string, heading: PictureHeading = 'situation', more: Record<string, unknown> = {}) => ({
  heading,
  certainty: 'fact',
  text,
  ...more,
})
export const report = (t: TestApp, who: Person | null, id: string, body: Record<string, unknown> = {}, headers = key()) =>
  t.as(who)('POST', `${base}/${id}/reports`, { kind: 'lines', number: 1, ...body }, headers)

/** What an actor said by phone, written down by the duty officer. */
export const reportFor = (
  t: TestApp,
  who: Person | null,
  id: string,
  actorId: string | null,
  body: Record<string, unknown> = {},
  headers = key(),
) =>
  t.as(who)(
    'POST',
    `${base}/${id}/actors/${actorId}/reports`,
    { kind: 'lines', number: 1, means: 'phone', givenBy: 'Bo Öhman', ...body },
    headers,
  )

export const readPicture = async (t: TestApp, who: Person, id: string): Promise<Picture> =>
  (await t.as(who)('GET', `${base}/${id}`)).json<Picture>()
export const readDraft = async (t: TestApp, who: Person, id: string): Promise<PictureDraft> =>
  (await t.as(who)('GET', `${base}/${id}/draft`)).json<PictureDraft>()
export const readVersion = async (t: TestApp, who: Person, id: string, number: number, query = ''): Promise<PictureVersion> =>
  (await t.as(who)('GET', `${base}/${id}/versions/${number}${query}`)).json<PictureVersion>()

export const lift = (
  t: TestApp,
  who: Person,
  id: string,
  sourceLineId: string,
  heading: PictureHeading = 'situation',
  more: Record<string, unknown> = {},
) => t.as(who)('POST', `${base}/${id}/lines`, { heading, sourceLineId, ...more }, key())
export const addLine = async (
  t: TestApp,
  who: Person,
  id: string,
  text: string,
  heading: PictureHeading = 'situation',
): Promise<DraftLine> => {
  const response = await t.as(who)('POST', `${base}/${id}/lines`, line(text, heading), key())
  expect(response.statusCode, response.body).toBe(201)
  return response.json<DraftLine>()
}
export const saveLine = (t: TestApp, who: Person, id: string, of: DraftLine, change: Record<string, unknown>, basedOn = of.version) =>
  t.as(who)('PUT', `${base}/${id}/lines/${of.id}`, {
    heading: of.heading,
    certainty: of.certainty,
    text: of.text,
    isRemoved: of.isRemoved,
    basedOn,
    ...change,
  })
export const saveText = (t: TestApp, who: Person, id: string, field: string, text: string, basedOn = 0) =>
  t.as(who)('PUT', `${base}/${id}/texts/${field}`, { text, basedOn })
/** One press, as it is sent. */
export const pressPublish = (t: TestApp, who: Person, id: string, number = 1, headers = key(), more: Record<string, unknown> = {}) =>
  t.as(who)('POST', `${base}/${id}/versions`, { number, ...more }, headers)
/** As a person does it: the texts that are asked about are looked at, and then it is published. */
export const publish = async (t: TestApp, who: Person, id: string, number = 1, headers = key(), more: Record<string, unknown> = {}) => {
  const first = await pressPublish(t, who, id, number, headers, more)
  const { code, current } = first.json<{ code?: string; current?: { texts: { field: string; text: string }[] } }>()
  return code === 'texts-unseen' ? pressPublish(t, who, id, number, headers, { ...more, looked: current?.texts }) : first
}
/** Something to publish, and published. */
export const publishWith = async (t: TestApp, who: Person, id: string, text: string, number = 1): Promise<void> => {
  await addLine(t, who, id, text)
  expect((await publish(t, who, id, number)).statusCode).toBe(201)
}
