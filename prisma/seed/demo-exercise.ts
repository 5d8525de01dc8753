import { addMinutes, composeBody, composeSubject, stockholm, zone } from '@samverkan/domain'
import { contactLogin, type DemoActor } from './demo-people.ts'
import { dutyOfficerPhone, fictionalLandline } from './demo-phones.ts'
import { stableId } from './ids.ts'

/** A finished exercise, so that lists and timelines are not empty at the first start. Invented, like everything in the demo. */
export const exercise = {
  forum: 'regionalt-samordnande-forum',
  title: 'Höststorm: elavbrott i södra länet',
  description:
    'Larmövning enligt övningsplanen. Kraftiga vindar har gett elavbrott i flera kommuner; mobilnätet är störsvagt söder om Tumba.',
  dialIn: `${fictionalLandline(0)}, kod 4512#`,
  closingNote:
    'Övningen är avslutad. 36 av 37 aktörer svarade, 33 i tid. Nykvarns kontaktfunktion nåddes inte: numret i kontaktlistan är gammalt och rättas av aktören. Nästa larmövning bokas i samordningsgruppen.',
  lateAfterMinutes: 15,
  closedAfterMinutes: 96,
}

export const exerciseId = (what: string, of = ''): string => stableId(`demo/exercise/${what}`, of)

/** A weekday morning between one and two weeks back: Wednesday 10.02 in Stockholm. */
export function exerciseStart(now: Date): Date {
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now).split('-').map(Number) as [
    number,
    number,
    number,
  ]
  const sinceWednesday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 4) % 7
  return stockholm(year, month, day - sinceWednesday - 7, 10, 2)
}

export function exerciseMessage(conferenceAt: Date, forumName: string): { subject: string; body: string } {
  const common = { title: exercise.title, forums: [forumName], isExercise: true }
  return {
    subject: composeSubject(common),
    body: composeBody({ ...common, channel: 'telephone', conferenceAt, dialIn: exercise.dialIn, contactPhone: dutyOfficerPhone }),
  }
}

type Word = 'participates' | 'follows' | 'not_concerned'
type Via = 'link' | 'portal' | 'manual'
export type ExerciseAnswer = {
  id: string
  actor: string
  answer: Word
  login: string
  deputyLogin: string | null
  comment: string
  via: Via
  means: 'phone' | 'rakel' | null
  at: Date
  isLate: boolean
  /** Which answer of this actor in order. */
  number: number
}

const noAnswer = ['nykvarn']
const late: Record<string, number> = { norrtalje: 1_021, 'stockholms-hamnar': 1_198, salem: 1_385 }
const portal = ['lst-stockholm', 'nacka', 'stockholm']
const manual: Record<string, 'phone' | 'rakel'> = { salem: 'phone', kustbevakningen: 'rakel' }
const notConcerned = ['stockholms-hamnar', 'kustbevakningen']
const comments: Record<string, string> = {
  botkyrka: 'Två äldreboenden går på reservkraft.',
  trafikverket: 'Ingen påverkan på spårtrafiken just nu.',
  salem: 'Nåddes på telefon efter att brevet blivit liggande.',
  haninge: 'Krisledningen samlas kl. 11.',
}
const firstAnswers: Record<string, Word> = { huddinge: 'follows' }

const wordOf = (code: string, index: number): Word =>
  notConcerned.includes(code) ? 'not_concerned' : index % 4 === 3 ? 'follows' : 'participates'

/** Who answered what and when, in the order of time; one changed its mind, one never answered. */
export function exerciseAnswers(actors: DemoActor[], calledAt: Date): ExerciseAnswer[] {
  const lateAt = addMinutes(calledAt, exercise.lateAfterMinutes)
  const answered: ExerciseAnswer[] = []
  actors.forEach(({ code }, index) => {
    if (noAnswer.includes(code)) return
    const add = (number: number, answer: Word, seconds: number) => {
      const at = new Date(calledAt.getTime() + seconds * 1_000)
      const via = manual[code] ? 'manual' : portal.includes(code) ? 'portal' : 'link'
      answered.push({
        id: exerciseId('answer', `${code}/${number}`),
        actor: code,
        answer,
        login: `${contactLogin.contact}.${code}`,
        deputyLogin: index % 9 === 4 ? `${contactLogin.deputy}.${code}` : null,
        comment: comments[code] ?? '',
        via,
        means: manual[code] ?? null,
        at,
        isLate: at > lateAt,
        number,
      })
    }
    const seconds = late[code] ?? 38 + ((index * 97) % 790)
    const first = firstAnswers[code]
    if (first) add(1, first, seconds)
    add(first ? 2 : 1, first ? 'participates' : wordOf(code, index), first ? seconds + 240 : seconds)
  })
  return answered.sort((a, b) => a.at.getTime() - b.at.getTime())
}
