import type { TimelineEntry } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, PersonGroupIcon } from '@navikt/aksel-icons'
import { type Answer, answers, type JournalData } from '@samverkan/domain'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { answerWords } from '../../lib/answers.ts'
import { clock, day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { type Names, useTold } from './journal-words.tsx'
import { actorNamesQuery } from './queries.ts'
import { storyOf } from './story.ts'
import './timeline.css'

type Props = {
  entries: readonly TimelineEntry[]
  forums: Names['forums']
  heading: 'h2' | 'h3'
  /** Tell plain answers together; the log shows every row. */
  gathered?: boolean
}

/** Newest first, a heading for each day: what happened, who did it for whom, and the words that were written. */
export function Timeline({ entries, forums, heading: Heading, gathered }: Props) {
  const actors = useQuery(actorNamesQuery)
  const now = useNow()
  const language = useLanguage()
  const names = { actors: actors.data ?? {}, forums }
  const days = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const date = day(entry.at, now, language)
    days.set(date, [...(days.get(date) ?? []), entry])
  }
  const today = day(now, now, language)
  return [...days].map(([date, items]) => (
    <section key={date} className="timeline-day">
      <Heading>{date === today ? <Trans>I dag, {date}</Trans> : date}</Heading>
      <ol className="timeline">
        {(gathered ? storyOf(items) : items.map((entry) => ({ kind: 'one', entry }) as const)).map((told) =>
          told.kind === 'one' ? (
            <Entry key={told.entry.id} entry={told.entry} names={names} />
          ) : told.kind === 'joined' ? (
            <Joined key={`joined ${told.entries.at(-1)?.id}`} entries={told.entries} names={names} />
          ) : (
            <Answers key={`answers ${told.entries.at(-1)?.id}`} entries={told.entries} names={names} />
          ),
        )}
      </ol>
    </section>
  ))
}

function Entry({ entry, names }: { entry: TimelineEntry; names: Names }) {
  const language = useLanguage()
  const { icon: Icon, colour, words } = useTold(names)(entry)
  return (
    <li>
      <time dateTime={entry.at}>{clock(entry.at, language)}</time>
      <span className="timeline-icon" data-color={colour}>
        <Icon aria-hidden />
      </span>
      <div>
        <p>{words}</p>
        <Who entry={entry} />
        {entry.text && <p className="timeline-text wide">{entry.text}</p>}
      </div>
    </li>
  )
}

/** Entries that follow on each other told in one: what they add up to and from when until when, and below it who. */
function Together({
  entries,
  icon: Icon,
  words,
  children,
}: {
  entries: readonly TimelineEntry[]
  icon: typeof PersonGroupIcon
  words: ReactNode
  children: ReactNode
}) {
  const language = useLanguage()
  const newest = entries[0]
  const oldest = entries.at(-1)
  if (!newest || !oldest) return null
  const from = clock(oldest.at, language)
  const until = clock(newest.at, language)
  return (
    <li>
      <time dateTime={newest.at}>{until}</time>
      <span className="timeline-icon" data-color="success">
        <Icon aria-hidden />
      </span>
      <div>
        <p>
          {words}
          {from !== until && (
            <span className="num">
              {' '}
              <Trans>
                mellan {from} och {until}
              </Trans>
            </span>
          )}
          .
        </p>
        {children}
      </div>
    </li>
  )
}

const inOrder = (ids: Iterable<string>, names: Names): string[] =>
  [...new Set(ids)].map((id) => names.actors[id] ?? '').toSorted((a, b) => a.localeCompare(b, 'sv'))

/** Several answers in one line, and who gave which. */
function Answers({ entries, names }: { entries: readonly TimelineEntry[]; names: Names }) {
  const { _ } = useLingui()
  const given = entries.map((entry) => entry.data as JournalData['call-outs.answered'])
  const count = new Set(given.map((answer) => answer.actorId)).size
  return (
    <Together
      entries={entries}
      icon={CheckmarkCircleFillIcon}
      words={<Plural value={count} one="# aktör svarade" other="# aktörer svarade" />}
    >
      {answers.map((word: Answer) => {
        const actors = inOrder(
          given.filter((answer) => answer.answer === word).map((answer) => answer.actorId),
          names,
        )
        return (
          actors.length > 0 && (
            <p key={word} className="timeline-who">
              <b className="strong">
                {_(answerWords[word])} <span className="num">{actors.length}</span>
              </b>{' '}
              {actors.join(', ')}
            </p>
          )
        )
      })}
    </Together>
  )
}

/** One roll call in one line, and who joined. */
function Joined({ entries, names }: { entries: readonly TimelineEntry[]; names: Names }) {
  const actors = inOrder(
    entries.map((entry) => (entry.data as JournalData['call-outs.connected']).actorId),
    names,
  )
  return (
    <Together
      entries={entries}
      icon={PersonGroupIcon}
      words={<Plural value={actors.length} one="# aktör anslöt till konferensen" other="# aktörer anslöt till konferensen" />}
    >
      <p className="timeline-who">{actors.join(', ')}</p>
      {entries[0] && <Who entry={entries[0]} />}
    </Together>
  )
}

/** Person, function @ actor; what came by the link or by the portal itself says so. */
function Who({ entry }: { entry: TimelineEntry }) {
  const wording = useWording()
  const functionName = entry.functionSv ? wording({ nameSv: entry.functionSv, nameEn: entry.functionEn ?? entry.functionSv }) : null
  const at = [functionName, entry.actor?.name].filter(Boolean).join(' @ ')
  if (entry.person) return <p className="timeline-who">{[entry.person, at].filter(Boolean).join(', ')}</p>
  return (
    <p className="timeline-who">
      {entry.type === 'call-outs.answered' ? <Trans>Genom den personliga länken</Trans> : <Trans>Portalen</Trans>}
    </p>
  )
}
