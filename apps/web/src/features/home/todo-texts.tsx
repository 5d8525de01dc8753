import type { Todo } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import {
  ArrowUndoIcon,
  CalendarIcon,
  CheckmarkCircleIcon,
  CheckmarkIcon,
  ExclamationmarkTriangleIcon,
  FileTextIcon,
  HouseIcon,
  PersonEnvelopeIcon,
  PersonGroupIcon,
  PhoneIcon,
  TasklistIcon,
} from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { clockToday, day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'

/** Without a button: nothing that is done in the portal. `to` is where the bell leads. */
type Words = { icon: typeof PhoneIcon; title: ReactNode; detail: ReactNode; button?: ReactNode; to: string }

/** A last day, given as `2026-12-18`, in the words of the language shown. */
function DueOn({ date }: { date: string | undefined }) {
  const now = useNow()
  const language = useLanguage()
  return date ? <span className="num">{day(date, now, language)}</span> : null
}

/** Where a lägesbild stands: in the room of its incident, or under the conference that `names` holds. */
const pictureOf = ({ incidentCode, names: [meetingCode] }: Todo): string => {
  if (incidentCode) return paths.picture(incidentCode)
  return meetingCode ? paths.meetingPicture(meetingCode) : paths.meetings
}

/** The first names of a list, and how many more there are. */
function Names({ of: names }: { of: readonly string[] }) {
  const shown = names.length > 6 ? names.slice(0, 5) : names
  const more = names.length - shown.length
  return more > 0 ? (
    <Trans>
      {shown.join(', ')} och <Plural value={more} one="# till" other="# till" />
    </Trans>
  ) : (
    shown.join(', ')
  )
}

/** The instant by which a report is wanted. */
function CutOff({ at }: { at: string }) {
  const now = useNow()
  const language = useLanguage()
  return <span className="num">{clockToday(at, now, language)}</span>
}

/** Each kind of thing to do, in words. `satisfies` makes a kind without words fail. */
const words = {
  'storage-scarce': (todo: Todo) => ({
    icon: ExclamationmarkTriangleIcon,
    title: <Trans>Serverns disk är nästan full</Trans>,
    detail: (
      <Trans>
        <span className="num">{todo.count}</span> MB kvar. Inkallningar, svar och möten går igenom, men övningar, självskattning och nya
        användare tas inte emot. Be den som sköter servern att frigöra plats nu.
      </Trans>
    ),
    to: paths.home,
  }),
  'storage-low': (todo: Todo) => ({
    icon: ExclamationmarkTriangleIcon,
    title: <Trans>Det börjar bli ont om plats på serverns disk</Trans>,
    detail: (
      <Trans>
        <span className="num">{todo.count}</span> MB kvar. Be den som sköter servern att frigöra plats.
      </Trans>
    ),
    to: paths.home,
  }),
  'answer-call-out': (todo: Todo) => ({
    icon: PhoneIcon,
    title: <Trans>Svara på inkallningen</Trans>,
    detail: todo.title,
    button: <Trans>Svara</Trans>,
    to: todo.incidentCode ? paths.callOut(todo.incidentCode) : paths.incidents,
  }),
  'take-request': ({ title, names: [actor = ''] }: Todo) => ({
    icon: PersonGroupIcon,
    title: <Trans>Ta ställning till begäran om aktivering</Trans>,
    // Who asks and why: what must be known before anything is opened.
    detail: (
      <>
        <b className="strong">{actor}</b>: {title}
      </>
    ),
    button: <Trans>Öppna</Trans>,
    to: paths.request,
  }),
  'follow-request': ({ title, names: [actor = '', by], since }: Todo) => ({
    icon: PersonGroupIcon,
    title: <Trans>{actor} begär aktivering</Trans>,
    detail: (
      <>
        {title}
        {by && since && (
          <>
            {' · '}
            <Trans>
              TiB {by} tog den <CutOff at={since} />
            </Trans>
          </>
        )}
      </>
    ),
    button: <Trans>Öppna</Trans>,
    to: paths.request,
  }),
  'confirm-contacts': (todo: Todo) => ({
    icon: PersonEnvelopeIcon,
    title: <Trans>Se över kontaktvägarna</Trans>,
    detail: todo.names.length > 0 ? todo.names.join(', ') : todo.title,
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'old-contact-lists': (todo: Todo) => ({
    icon: PersonEnvelopeIcon,
    title: <Plural value={todo.count} one="# aktörs kontaktlista behöver ses över" other="# aktörers kontaktlistor behöver ses över" />,
    detail: todo.names.join(', '),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'unreachable-contacts': (todo: Todo) => ({
    icon: ArrowUndoIcon,
    title: <Plural value={todo.count} one="# kontaktväg går inte att nå" other="# kontaktvägar går inte att nå" />,
    detail: todo.names.join(', '),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'uncallable-actors': (todo: Todo) => ({
    icon: PersonEnvelopeIcon,
    title: <Plural value={todo.count} one="# aktör kan inte kallas in" other="# aktörer kan inte kallas in" />,
    detail: (
      <Trans>
        Kontaktfunktionen saknar e-post: <Names of={todo.names} />
      </Trans>
    ),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  'no-duty-officer': () => ({
    icon: PhoneIcon,
    title: <Trans>Ingen är upplagd som tjänsteman i beredskap (TiB)</Trans>,
    detail: <Trans>Utan TiB kan inget forum aktiveras.</Trans>,
    button: <Trans>Bjud in</Trans>,
    to: paths.inviteUser,
  }),
  'actors-without-administrator': (todo: Todo) => ({
    icon: PersonGroupIcon,
    title: <Plural value={todo.count} one="# aktör saknar administratör" other="# aktörer saknar administratör" />,
    detail: (
      <Trans>
        Ingen lägger upp kontaktvägar och personer åt: <Names of={todo.names} />
      </Trans>
    ),
    button: <Trans>Bjud in</Trans>,
    to: paths.inviteUser,
  }),
  'designate-staff': (todo: Todo) => ({
    icon: PersonGroupIcon,
    title: <Trans>Ingen aktör är utpekad för samverkansstab</Trans>,
    detail:
      todo.names.length > 0 ? (
        todo.names.join(', ')
      ) : (
        <Trans>Stabens aktörer väljs en och en vid aktivering. Utpekas på aktörens sida.</Trans>
      ),
    button: <Trans>Visa</Trans>,
    to: paths.actors,
  }),
  assess: (todo: Todo) => ({
    icon: TasklistIcon,
    title: <Trans>Fyll i självskattningen {todo.title}</Trans>,
    detail:
      todo.count === 0 ? (
        <Trans>
          Alla indikatorer är besvarade. Lämna den för underskrift, senast <DueOn date={todo.names[0]} />.
        </Trans>
      ) : (
        <>
          <Plural value={todo.count} one="# indikator kvar" other="# indikatorer kvar" />,{' '}
          <Trans>
            senast <DueOn date={todo.names[0]} />
          </Trans>
        </>
      ),
    button: <Trans>Fortsätt</Trans>,
    to: paths.capabilities,
  }),
  'sign-assessment': (todo: Todo) => ({
    icon: TasklistIcon,
    title: <Trans>Skriv under självskattningen {todo.title}</Trans>,
    detail: (
      <Trans>
        Den är ifylld och lämnad till dig, senast <DueOn date={todo.names[0]} />.
      </Trans>
    ),
    button: <Trans>Läs och skriv under</Trans>,
    to: paths.capabilities,
  }),
  'unsigned-assessments': (todo: Todo) => ({
    icon: TasklistIcon,
    title: <Plural value={todo.count} one="# självskattning är inte undertecknad" other="# självskattningar är inte undertecknade" />,
    detail: (
      <Trans>
        Omgång {todo.title}, senast <DueOn date={todo.names[0]} />
      </Trans>
    ),
    button: <Trans>Visa</Trans>,
    to: paths.capabilities,
  }),
  report: (todo: Todo) => ({
    icon: FileTextIcon,
    title: <Trans>Rapportera er del av lägesbilden</Trans>,
    detail: (
      <>
        {todo.title}
        {todo.since && (
          <>
            {', '}
            <Trans>
              senast <CutOff at={todo.since} />
            </Trans>
          </>
        )}
      </>
    ),
    button: <Trans>Rapportera</Trans>,
    to: `${pictureOf(todo)}?visa=rapport`,
  }),
  'acknowledge-picture': (todo: Todo) => ({
    icon: CheckmarkCircleIcon,
    title: <Trans>Läs och kvittera lägesbild {todo.count}</Trans>,
    detail: todo.title,
    button: <Trans>Läs</Trans>,
    to: `${pictureOf(todo)}?visa=las`,
  }),
  'report-to-meeting': (todo: Todo) => ({
    icon: FileTextIcon,
    title: <Trans>Rapportera till konferensen</Trans>,
    detail: (
      <>
        <span lang="sv">{todo.title}</span>
        {todo.since && (
          <>
            {', '}
            <CutOff at={todo.since} />
          </>
        )}
      </>
    ),
    button: <Trans>Rapportera</Trans>,
    to: paths.meeting(todo.names[0] ?? ''),
  }),
  'order-agenda': (todo: Todo) => ({
    icon: TasklistIcon,
    title: <Trans>Sätt dagordningen</Trans>,
    detail: (
      <>
        <span lang="sv">{todo.title}</span>, <DueOn date={todo.names[1]} />
      </>
    ),
    button: <Trans>Öppna</Trans>,
    to: paths.meeting(todo.names[0] ?? ''),
  }),
  'answer-holiday': (todo: Todo) => ({
    icon: CalendarIcon,
    title: <Trans>Konferensen infaller på en helg: håll, flytta eller ställ in?</Trans>,
    detail: (
      <>
        <span lang="sv">{todo.title}</span>, <DueOn date={todo.names[1]} />
      </>
    ),
    button: <Trans>Öppna</Trans>,
    to: paths.meeting(todo.names[0] ?? ''),
  }),
  'answer-question': (todo: Todo) => ({
    icon: HouseIcon,
    title: <Trans>Svara på en fråga ni tog med hem</Trans>,
    detail: (
      <>
        <span lang="sv">{todo.title}</span> <Trans>Svar senast</Trans> <DueOn date={todo.names[1]} />
      </>
    ),
    button: <Trans>Svara</Trans>,
    to: paths.meeting(todo.names[0] ?? ''),
  }),
  measures: (todo: Todo) => ({
    icon: CheckmarkIcon,
    title: <Plural value={todo.count} one="# åtgärd ligger på er" other="# åtgärder ligger på er" />,
    detail:
      Number(todo.title) > 0 ? (
        <Plural value={Number(todo.title)} one="# är försenad" other="# är försenade" />
      ) : (
        <Trans>
          närmast <DueOn date={todo.names[0]} />
        </Trans>
      ),
    button: <Trans>Visa</Trans>,
    to: paths.measures,
  }),
} satisfies Record<Todo['kind'], (todo: Todo) => Words>

/** An actor's own call list lies on its own page: the way there is one press. */
export const todoWords = (todo: Todo, ownActor: string | null): Words => {
  const said = words[todo.kind](todo)
  return todo.kind === 'confirm-contacts' && ownActor !== null ? { ...said, to: paths.actor(ownActor) } : said
}
