import { exerciseName, nameAfterMark, withExerciseWord } from '../incidents/exercise.ts'
import { charactersIn, shortened } from '../texts/characters.ts'
import { textLimits } from '../texts/limits.ts'
import { mailSubject } from '../texts/subjects.ts'
import { clockTime, dateTime } from '../time/stockholm.ts'

/** Where the personal answer link goes. The worker puts the link in; nobody else ever sees it. */
export const linkMark = '{{svarslänk}}'

export type ConferenceChannel = 'telephone' | 'rakel' | 'video' | 'physical'
const channelWords: Record<ConferenceChannel, string> = {
  telephone: 'Telefonmöte',
  rakel: 'Rakel',
  video: 'Videomöte',
  physical: 'På plats',
}

export type Composition = {
  title: string
  forums: readonly string[]
  channel: ConferenceChannel
  conferenceAt: Date
  dialIn: string
  isExercise: boolean
  contactPhone: string
}

/** The subject of every message of a call-out; an exercise says ÖVNING first (ux.md rule 6). One line, at most 180 characters. */
export const composeSubject = (c: Pick<Composition, 'title' | 'forums' | 'isExercise'>): string =>
  mailSubject(`${c.isExercise ? 'ÖVNING' : 'SKARPT'} Inkallning: ${nameAfterMark(c.title, c.isExercise)}`)

/** The text the coordinator sees and may edit: what, which forum, when, how to dial in, how to answer. */
export const composeBody = (c: Composition): string =>
  [
    `${c.isExercise ? 'ÖVNING – inget skarpt larm.' : 'SKARPT LARM.'} ${nameAfterMark(c.title, c.isExercise)}`,
    '',
    `Forum: ${c.forums.join(', ')}`,
    `Konferens: ${channelWords[c.channel]} ${dateTime(c.conferenceAt)}`,
    ...(c.dialIn ? [`Anslut: ${c.dialIn}`] : []),
    '',
    `Svara för er aktör: ${linkMark}`,
    ...(c.contactPhone ? ['', `Går något fel? Ring TiB på ${c.contactPhone}.`] : []),
    '',
    'Länken är personlig. Länsstyrelsen Stockholm kallar för Samverkan Stockholmsregionen.',
  ].join('\n')

/** One forum in a repeated call: each may meet at its own time. */
export type CalledForum = { name: string; channel: ConferenceChannel; conferenceAt: Date; dialIn: string }
export type Reminder = {
  kind: 'again' | 'deputy'
  title: string
  forums: readonly CalledForum[]
  isExercise: boolean
  contactPhone: string
}

const reasons = {
  again: 'Vi har inte fått svar från er aktör. Svara även om ni inte deltar.',
  deputy: 'Den ordinarie kontakten har inte svarat. Du kallas som ersättare.',
}

/** The text to those who have not answered, or to their deputies: why it comes again, and the forums that still wait. */
export const composeReminder = (r: Reminder): string =>
  [
    `${r.isExercise ? 'ÖVNING – inget skarpt larm.' : 'SKARPT LARM.'} ${nameAfterMark(r.title, r.isExercise)}`,
    '',
    reasons[r.kind],
    '',
    ...r.forums.flatMap((f) => [
      `Forum: ${f.name}`,
      `Konferens: ${channelWords[f.channel]} ${dateTime(f.conferenceAt)}`,
      ...(f.dialIn ? [`Anslut: ${f.dialIn}`] : []),
      '',
    ]),
    `Svara för er aktör: ${linkMark}`,
    ...(r.contactPhone ? ['', `Går något fel? Ring TiB på ${r.contactPhone}.`] : []),
    '',
    'Länken är personlig. Länsstyrelsen Stockholm kallar för Samverkan Stockholmsregionen.',
  ].join('\n')

/** An edited subject keeps the word that tells an exercise from the real thing (ux.md rule 6). */
export const completeSubject = (subject: string, isExercise: boolean): string =>
  mailSubject(isExercise ? withExerciseWord(subject) : subject)

/** An edited text must still carry the exercise word, how to dial in, and the link: what is missing is put back. */
export const completeBody = (body: string, isExercise: boolean, dialIn: string): string => {
  const trimmed = body.trim()
  const marked = isExercise && !trimmed.startsWith('ÖVNING') ? `ÖVNING – inget skarpt larm. ${exerciseName(trimmed)}` : trimmed
  const reachable = dialIn && !marked.includes(dialIn) ? `${marked}\n\nAnslut: ${dialIn}` : marked
  return reachable.includes(linkMark) ? reachable : `${reachable}\n\nSvara för er aktör: ${linkMark}`
}

/** The subject as one actor gets it: one mailbox may stand for several, and must see for which. The name is never what is cut off. */
export const subjectFor = (subject: string, actorName: string): string => {
  const name = mailSubject(actorName)
  return `${shortened(subject, textLimits.subject - charactersIn(name) - 3)} – ${name}`
}

const asked = 'Svara för er aktör:'
/** The text as one actor gets it: its name stands where it is asked for an answer, also in a text that somebody has written anew. */
export const bodyFor = (body: string, actorName: string): string => {
  const link = body.indexOf(linkMark)
  const words = body.lastIndexOf(asked, link)
  return words >= 0 && body.slice(words + asked.length, link).trim() === ''
    ? `${body.slice(0, words)}Svara för ${actorName}:${body.slice(words + asked.length)}`
    : `${body.slice(0, link)}Svara för ${actorName}: ${body.slice(link)}`
}

export const composeTime = clockTime
