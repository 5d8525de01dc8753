import { nameAfterMark } from '../incidents/exercise.ts'
import { looksSecret } from '../situational-pictures/secrets.ts'
import { dateTime } from '../time/stockholm.ts'

export type MeetingNews =
  | { kind: 'moved'; from: Date; reason: string }
  | { kind: 'cancelled'; reason: string }
  | { kind: 'reinstated' }
  | { kind: 'agenda-set' }
  | { kind: 'distributed' }

/** Only where it concerns everybody's calendar are the contact functions told as well; the rest is for those who have asked. */
export const concernsEverybody = ({ kind }: MeetingNews): boolean => kind === 'moved' || kind === 'cancelled' || kind === 'reinstated'

// What carries a marking stays in the portal, whoever wrote it (security.md D2, D3); that the meeting is off or moved is told all the same.
const why = (reason: string): string => (looksSecret(reason) ? 'Logga in för att läsa skälet.' : `Skäl: ${reason}`)
const named = (meeting: { title: string; isExercise: boolean }): string =>
  looksSecret(meeting.title) ? 'Mötet' : nameAfterMark(meeting.title, meeting.isExercise)

const told = (news: MeetingNews, title: string, startsAt: Date): { subject: string; body: string } => {
  const at = dateTime(startsAt)
  switch (news.kind) {
    case 'moved':
      return {
        subject: `Flyttat: ${title}, ny tid ${at}`,
        body: `${title} flyttas från ${dateTime(news.from)} till ${at}.\n\n${why(news.reason)}`,
      }
    case 'cancelled':
      return { subject: `Inställt: ${title} ${at}`, body: `${title} ${at} är inställt.\n\n${why(news.reason)}` }
    case 'reinstated':
      return {
        subject: `Blir av: ${title} ${at}`,
        body: `${title} ${at} blir av. Det tidigare beskedet att mötet är inställt gäller inte.`,
      }
    case 'agenda-set':
      return {
        subject: `Dagordningen är satt: ${title} ${at}`,
        body: `Dagordningen för ${title} ${at} är satt. Logga in för att läsa den.`,
      }
    case 'distributed':
      return {
        subject: `Ny mötesdokumentation: ${title} ${at}`,
        body: `Dokumentationen från ${title} ${at} finns i portalen. Logga in för att läsa den.`,
      }
  }
}

/** A letter about a question that was taken home: that it is there, and by when; what it is stands in the portal alone. */
export const composeQuestionMail = (meeting: {
  title: string
  startsAt: Date
  isExercise: boolean
  dueOn: string
  url: string
}): { subject: string; body: string } => {
  const [year, month, day] = meeting.dueOn.split('-').map(Number)
  return {
    subject: `${meeting.isExercise ? 'ÖVNING ' : ''}Ny fråga till er från ${named(meeting)}`,
    body: `${meeting.isExercise ? 'ÖVNING.\n\n' : ''}Ni tog med er en fråga från ${named(meeting)} ${dateTime(meeting.startsAt)}. Svar senast ${day}/${month} ${year}. Logga in för att läsa och svara.\n\n${meeting.url}\n\nSamverkansportalen`,
  }
}

/** A letter about a meeting: when and where to read on, never what was said there (security.md, mail). Letters are always in Swedish. */
export const composeMeetingMail = (
  news: MeetingNews,
  meeting: { title: string; startsAt: Date; isExercise: boolean; url: string },
): { subject: string; body: string } => {
  const { subject, body } = told(news, named(meeting), meeting.startsAt)
  return {
    subject: meeting.isExercise ? `ÖVNING ${subject}` : subject,
    body: `${meeting.isExercise ? 'ÖVNING.\n\n' : ''}${body}\n\n${meeting.url}\n\nSamverkansportalen`,
  }
}
