import type { ActivationRequest, CallPreview } from '@samverkan/contract'
import { describe, expect, test } from 'vitest'
import { readClock } from '../../lib/read-clock.ts'
import { bodyOf, calledIn, composed, emptyForm, isNarrowed, isSkipped, missingIn, type Preview, reachOf, startsAt } from './form.ts'

const now = Date.parse('2026-11-24T02:13:20Z')
const actor = (id: string, given: Partial<CallPreview['actors'][number]> = {}): CallPreview['actors'][number] => ({
  id,
  code: id,
  name: `Aktör ${id}`,
  byDefault: true,
  contacts: [{ functionCode: 'contact-function', functionSv: 'Kontaktfunktion', label: 'TiB', mailbox: `${id} tib` }],
  confirmedAt: '2026-11-01T10:00:00Z',
  gap: null,
  ...given,
})
const forum = (forumCode: string, rule: CallPreview['rule'], actors: CallPreview['actors']): CallPreview => ({
  forumCode,
  nameSv: `Forum ${forumCode}`,
  nameEn: forumCode,
  level: null,
  responseMinutes: null,
  lateAfterMinutes: 15,
  rule,
  actors,
})
const preview: Preview = {
  forums: [
    forum('samordnande', 'all', [
      actor('a'),
      actor('b', { gap: 'no_channel', contacts: [{ functionCode: 'contact-function', functionSv: '', label: 'TiB', mailbox: null }] }),
      actor('c', { confirmedAt: null }),
    ]),
    forum('stab', 'designated', [actor('a', { byDefault: false }), actor('c', { byDefault: false })]),
  ],
  openIncidents: [],
  conferenceLeadMinutes: 15,
  contactReviewDays: 90,
  dutyPhone: '08-1',
}
const form = { ...emptyForm(preview, null), title: 'Snöoväder' }

describe('clock times as people type them', () => {
  test.each([
    ['03:28', '03:28'],
    ['0328', '03:28'],
    ['3.28', '03:28'],
    ['16', '16:00'],
    ['24:00', null],
    ['12:60', null],
    ['snart', null],
    ['', null],
  ])('%s is %s', (text, time) => expect(readClock(text)).toBe(time))
})

describe('the start of the meeting', () => {
  test('so many minutes from now, on a whole minute', () =>
    expect(startsAt({ kind: 'lead', minutes: 15 }, now).toISOString()).toBe('2026-11-24T02:29:00.000Z'))
  test('a clock time is Stockholm time today', () =>
    expect(startsAt({ kind: 'clock', time: '03:28' }, now).toISOString()).toBe('2026-11-24T02:28:00.000Z'))
  test('a time that has passed is tomorrow', () =>
    expect(startsAt({ kind: 'clock', time: '02:00' }, now).toISOString()).toBe('2026-11-25T01:00:00.000Z'))

  test('CT3 · in the hour that comes twice a typed time is the next one, and a stepped one stays where it was stepped to', () => {
    const at = (instant: string, from?: string) =>
      startsAt({ kind: 'clock', time: '02:10', ...(from ? { from: Date.parse(from) } : {}) }, Date.parse(instant)).toISOString()
    expect(at('2027-10-31T00:00:00Z')).toBe('2027-10-31T00:10:00.000Z')
    expect(at('2027-10-31T00:40:00Z')).toBe('2027-10-31T01:10:00.000Z')
    expect(at('2027-10-31T01:40:00Z')).toBe('2027-11-01T01:10:00.000Z')
    expect(at('2027-10-31T00:00:00Z', '2027-10-31T01:10:20Z')).toBe('2027-10-31T01:10:00.000Z')
    expect(startsAt({ kind: 'lead', minutes: 60 }, Date.parse('2027-10-31T00:30:00Z')).toISOString()).toBe('2027-10-31T01:30:00.000Z')
  })
  test('CT3 · a time that the clocks skip is not another one in silence', () => {
    const evening = Date.parse('2027-03-27T22:00:00Z')
    expect(isSkipped({ kind: 'clock', time: '02:30' }, evening)).toBe(true)
    expect(isSkipped({ kind: 'clock', time: '03:00' }, evening)).toBe(false)
    expect(isSkipped({ kind: 'clock', time: '02:30' }, evening - 86_400_000)).toBe(false)
    expect(isSkipped({ kind: 'clock', time: 'snart' }, evening)).toBe(false)
    expect(startsAt({ kind: 'lead', minutes: 180 }, evening + 30 * 60_000).toISOString()).toBe('2027-03-28T01:30:00.000Z')
  })
})

describe('who is called', () => {
  test('the first forum is chosen from the start and calls its default', () =>
    expect(calledIn(form, preview).map(({ actors, isDefault }) => [actors.length, isDefault])).toEqual([[3, true]]))
  test('a forum that is already active in the chosen incident is not called again', () => {
    const going = { ...preview, openIncidents: [{ code: '2026-001', title: 'Snö', isExercise: false, openForums: ['samordnande'] }] }
    const within = { ...form, incidentCode: '2026-001' }
    expect(calledIn(within, going)).toEqual([])
    expect(missingIn(within, calledIn(within, going))).toEqual(['forums'])
  })
  test('nobody is designated for the staff until somebody is chosen', () => {
    const staff = { ...form, forums: [{ code: 'stab', actorIds: null }] }
    expect(missingIn(staff, calledIn(staff, preview))).toEqual([{ emptyForum: 'stab' }])
    const chosen = { ...form, forums: [{ code: 'stab', actorIds: ['c'] }] }
    expect(missingIn(chosen, calledIn(chosen, preview))).toEqual([])
  })
  test('what is too long or empty is found before the press, in the order of the page', () => {
    const all = calledIn({ ...form, forums: [{ code: 'samordnande', actorIds: ['a'] }] }, preview)
    const long = (given: Partial<typeof form>) => missingIn({ ...form, ...given }, all)
    expect(long({ title: 'å'.repeat(200), description: 'å'.repeat(5000), narrowingReason: 'å'.repeat(500) })).toEqual([])
    expect(
      long({
        title: 'å'.repeat(201),
        description: 'å'.repeat(10_000),
        start: { kind: 'clock', time: '27:99' },
        narrowingReason: 'å'.repeat(501),
        message: { subject: 'Ämne', body: 'å'.repeat(4001) },
      }),
    ).toEqual(['long-title', 'description', 'clock', 'reason', 'message'])
    expect(long({ message: { subject: ' ', body: 'Text' } })).toEqual(['message'])
  })
  test('a request too long for one line is kept whole below it', () => {
    const reason = `${'Vattnet stiger. '.repeat(30)}\nAndra stycket.`
    const asked = { reason, forum: { code: 'samordnande' }, channelWish: null, isExercise: false } as ActivationRequest
    const { title, description } = emptyForm(preview, asked)
    expect([title.length <= 200, description]).toEqual([true, reason])
    expect(emptyForm(preview, { ...asked, reason: 'Kort' })).toMatchObject({ title: 'Kort', description: '' })
  })
  test('a contact called to two forums is counted once; gaps and old lists are named', () => {
    const both = {
      ...form,
      forums: [
        { code: 'samordnande', actorIds: null },
        { code: 'stab', actorIds: ['a'] },
      ],
    }
    const reach = reachOf(calledIn(both, preview), 90, now)
    expect([reach.actors.length, reach.recipients]).toEqual([3, 2])
    expect(reach.gaps).toEqual([{ name: 'Aktör b', forums: ['samordnande'], reason: 'no_channel' }])
    expect(reach.old).toEqual(['Aktör c'])
  })
  test('leaving out somebody who is called by default asks for a reason, choosing for the staff does not', () => {
    const narrowed = { ...form, forums: [{ code: 'samordnande', actorIds: ['a'] }], narrowingReason: ' Bara södra ' }
    expect(isNarrowed(calledIn(narrowed, preview))).toBe(true)
    expect(bodyOf(narrowed, calledIn(narrowed, preview), new Date(now)).narrowingReason).toBe('Bara södra')
    const staff = { ...form, forums: [{ code: 'stab', actorIds: ['a'] }] }
    expect(isNarrowed(calledIn(staff, preview))).toBe(false)
  })
})

describe('the message', () => {
  test('it says what, where and when, and an exercise says so first', () => {
    const at = startsAt(form.start, now)
    expect(composed(form, preview, at).subject).toBe('SKARPT Inkallning: Snöoväder')
    expect(composed({ ...form, isExercise: true }, preview, at).body).toMatch(/^ÖVNING/u)
    expect(composed(form, preview, at).body).toContain('03:29')
  })
  test('only an edited message is sent along', () => {
    expect(bodyOf(form, calledIn(form, preview), new Date(now)).message).toBeUndefined()
    expect(bodyOf({ ...form, message: { subject: 'a', body: 'b' } }, calledIn(form, preview), new Date(now)).message).toEqual({
      subject: 'a',
      body: 'b',
    })
  })
})

test('a request fills in what was asked for', () => {
  const asked = emptyForm(preview, {
    id: 'r',
    reason: 'Vattenläcka\ni Norsborg',
    forum: { code: 'stab' },
    channelWish: 'rakel',
    isExercise: true,
  } as Parameters<typeof emptyForm>[1])
  expect(asked).toMatchObject({
    title: 'Vattenläcka i Norsborg',
    requestId: 'r',
    channel: 'rakel',
    isExercise: true,
    forums: [{ code: 'stab', actorIds: null }],
  })
})
