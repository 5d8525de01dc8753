import type { ActivationRequest, CallPreview, previewCallOut, ResponseOf } from '@samverkan/contract'
import {
  activationLimits,
  charactersIn,
  composeBody,
  composeSubject,
  type Composition,
  type ConferenceChannel,
  contradictsMode,
  cut,
  instantOf,
  localDateOf,
  localTimeOf,
  nextShowing,
  plusDays,
} from '@samverkan/domain'
import { readClock } from '../../lib/read-clock.ts'
import type { ActivateBody } from './queries.ts'

export type Preview = ResponseOf<typeof previewCallOut>
/**
 * When the meeting begins: so many minutes after the press, or at a clock time that stands still; `from` is the earliest it may mean, where it was
 * stepped to: 02:10 comes twice in the night when summer time ends.
 */
export type Start = { kind: 'lead'; minutes: number } | { kind: 'clock'; time: string; from?: number }
/** `actorIds` null: those called by default. */
export type ChosenForum = { code: string; actorIds: string[] | null }
export type Message = { subject: string; body: string }
export type Form = {
  /** The Idempotency-Key of this press, made when the page opened. */
  key: string
  title: string
  description: string
  incidentCode: string | null
  requestId: string | null
  isExercise: boolean
  forums: ChosenForum[]
  narrowingReason: string
  channel: ConferenceChannel
  start: Start
  dialIn: string
  /** null: composed from the fields. */
  message: Message | null
}

export const emptyForm = (preview: Preview, request: ActivationRequest | null, wantedIncident: string | null = null): Form => {
  const incident = preview.openIncidents.find(({ code }) => code === wantedIncident)
  const incidentCode = incident?.code ?? null
  const free = preview.forums.filter((forum) => !incident?.openForums.includes(forum.forumCode))
  const first = free.some((forum) => forum.forumCode === request?.forum.code) ? request?.forum.code : free[0]?.forumCode
  const reason = request?.reason.replace(/\s+/gu, ' ').trim() ?? ''
  return {
    key: crypto.randomUUID(),
    title: cut(reason, activationLimits.title).trim(),
    // A request that does not fit in one line is kept whole below it.
    description: charactersIn(reason) > activationLimits.title ? (request?.reason.trim() ?? '') : '',
    incidentCode: incidentCode,
    requestId: request?.id ?? null,
    isExercise: incident?.isExercise ?? request?.isExercise ?? false,
    forums: first ? [{ code: first, actorIds: null }] : [],
    narrowingReason: '',
    channel: request?.channelWish ?? 'telephone',
    start: { kind: 'lead', minutes: preview.conferenceLeadMinutes },
    dialIn: '',
    message: null,
  }
}

const minute = 60_000

/** The instant the meeting begins: whole minutes; a clock time that has passed today means tomorrow. `now` is the server's. */
export function startsAt(start: Start, now: number): Date {
  if (start.kind === 'lead') return new Date(Math.ceil((now + start.minutes * minute) / minute) * minute)
  const time = readClock(start.time) ?? '00:00'
  // A minute of grace: the meeting that begins now is not tomorrow's.
  const earliest = Math.max(now - minute, Math.floor((start.from ?? 0) / minute) * minute)
  const today = nextShowing(localDateOf(new Date(earliest)), time, earliest)
  if (today && today.getTime() >= earliest) return today
  const tomorrow = plusDays(localDateOf(new Date(earliest)), 1)
  return nextShowing(tomorrow, time, earliest) ?? instantOf(tomorrow, time)
}

/** The clock time that was written is skipped in the night when summer time begins: the meeting would begin at another. */
export const isSkipped = (start: Start, now: number): boolean =>
  start.kind === 'clock' && readClock(start.time) !== null && localTimeOf(startsAt(start, now)) !== readClock(start.time)

export type Called = { forum: CallPreview; actors: CallPreview['actors']; isAll: boolean; isDefault: boolean }
/** Whom each chosen forum calls, in the order of the page. A forum already active in the incident is called by nobody again. */
export const calledIn = (form: Form, preview: Preview): Called[] => {
  const taken = preview.openIncidents.find(({ code }) => code === form.incidentCode)?.openForums ?? []
  return preview.forums.flatMap((forum) => {
    const chosen = form.forums.find(({ code }) => code === forum.forumCode)
    if (!chosen || taken.includes(forum.forumCode)) return []
    const actors = forum.actors.filter((actor) => (chosen.actorIds ? chosen.actorIds.includes(actor.id) : actor.byDefault))
    return [{ forum, actors, isAll: actors.length === forum.actors.length, isDefault: chosen.actorIds === null }]
  })
}

export type Reach = {
  /** Every actor called, once. */
  actors: { id: string; name: string; contacts: number; gap: boolean; forums: string[] }[]
  /** Letters: one to each mailbox of an actor, however many contacts and forums name it. */
  recipients: number
  /** Actors with a forum nobody there can be reached for. */
  gaps: { name: string; forums: string[]; reason: 'no_contact_point' | 'no_channel' }[]
  old: string[]
}

/** How many, whom nobody can reach and whose list is old: what must be known before the press. */
export function reachOf(called: readonly Called[], reviewDays: number, now: number): Reach {
  const actors = new Map<string, Reach['actors'][number]>()
  const gaps = new Map<string, Reach['gaps'][number]>()
  const contacts = new Set<string>()
  const old = new Map<string, string>()
  for (const { forum, actors: chosen } of called) {
    for (const actor of chosen) {
      const known = actors.get(actor.id) ?? { id: actor.id, name: actor.name, contacts: 0, gap: false, forums: [] }
      known.forums.push(forum.forumCode)
      if (actor.gap) {
        known.gap = true
        const missing = gaps.get(actor.id) ?? { name: actor.name, forums: [], reason: actor.gap }
        missing.forums.push(forum.forumCode)
        gaps.set(actor.id, missing)
      }
      for (const contact of actor.contacts) {
        const key = `${actor.id} ${contact.mailbox}`
        if (contact.mailbox === null || contacts.has(key)) continue
        contacts.add(key)
        known.contacts += 1
      }
      if (actor.contacts.length > 0 && (actor.confirmedAt === null || now - Date.parse(actor.confirmedAt) > reviewDays * 86_400_000))
        old.set(actor.id, actor.name)
      actors.set(actor.id, known)
    }
  }
  return { actors: [...actors.values()], recipients: contacts.size, gaps: [...gaps.values()], old: [...old.values()] }
}

/** The message as the server composes it: the same function, the same fields. */
export function composed(form: Form, preview: Preview, at: Date): Message {
  const fields: Composition = {
    title: form.title.trim(),
    forums: calledIn(form, preview).map(({ forum }) => forum.nameSv),
    channel: form.channel,
    conferenceAt: at,
    dialIn: form.dialIn.trim(),
    isExercise: form.isExercise,
    contactPhone: preview.dutyPhone,
  }
  return { subject: composeSubject(fields), body: composeBody(fields) }
}

export type Missing =
  | 'title'
  | 'long-title'
  | 'description'
  | 'forums'
  | 'clock'
  | 'skipped-hour'
  | { emptyForum: string }
  | 'reason'
  | 'message'
/** What stands in the way of the press, in the order of the page. */
export function missingIn(form: Form, called: readonly Called[]): Missing[] {
  const title = form.title.trim().length
  const { message } = form
  const fits = (text: string, most: number) => text.trim() !== '' && text.trim().length <= most
  return [
    ...(title === 0 ? (['title'] as const) : []),
    ...(title > activationLimits.title ? (['long-title'] as const) : []),
    ...(form.description.trim().length > activationLimits.description ? (['description'] as const) : []),
    ...(called.length === 0 ? (['forums'] as const) : []),
    ...(form.start.kind === 'clock' && readClock(form.start.time) === null ? (['clock'] as const) : []),
    ...called.filter(({ actors }) => actors.length === 0).map(({ forum }) => ({ emptyForum: forum.forumCode })),
    ...(isNarrowed(called) && form.narrowingReason.trim().length > activationLimits.narrowingReason ? (['reason'] as const) : []),
    ...(message && !(fits(message.subject, activationLimits.subject) && fits(message.body, activationLimits.body))
      ? (['message'] as const)
      : []),
  ]
}

/** Somebody who is called by default is left out: then a reason is asked for. */
export const isNarrowed = (called: readonly Called[]): boolean =>
  called.some(({ forum, actors }) => forum.rule === 'all' && forum.actors.some((actor) => actor.byDefault && !actors.includes(actor)))

/** The words that would be sent say something else than the chosen mode; asked about once for these very words. */
export const doubtOf = ({ isExercise, title, message }: Form): string | null =>
  contradictsMode(isExercise, title, message?.subject ?? '') ? JSON.stringify([isExercise, title, message?.subject]) : null

/** What was answered on the screen of confirmation; it goes with the press only where something was asked. */
export type Said = { wordsMeant?: boolean; otherThan?: readonly string[] }
export const bodyOf = (
  form: Form,
  called: readonly Called[],
  at: Date,
  { wordsMeant = false, otherThan = [] }: Said = {},
): ActivateBody => ({
  title: form.title.trim(),
  description: form.description.trim(),
  isExercise: form.isExercise,
  ...(wordsMeant ? { wordsMeant } : {}),
  ...(otherThan.length > 0 ? { otherThan: [...otherThan] } : {}),
  ...(form.incidentCode ? { incidentCode: form.incidentCode } : {}),
  ...(form.requestId ? { requestId: form.requestId } : {}),
  forums: called.map(({ forum, actors, isDefault }) => ({
    forumCode: forum.forumCode,
    ...(isDefault ? {} : { actorIds: actors.map((actor) => actor.id) }),
  })),
  ...(isNarrowed(called) && form.narrowingReason.trim() ? { narrowingReason: form.narrowingReason.trim() } : {}),
  channel: form.channel,
  conferenceAt: at.toISOString(),
  dialIn: form.dialIn.trim(),
  ...(form.message ? { message: form.message } : {}),
})
