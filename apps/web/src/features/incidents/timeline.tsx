import type { TimelineEntry } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { clock, day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { type Names, useTold } from './journal-words.tsx'
import { actorNamesQuery } from './queries.ts'
import './timeline.css'

/** Newest first, a heading for each day: what happened, who did it for whom, and the words that were written. */
export function Timeline({
  entries,
  forums,
  heading: Heading,
}: {
  entries: readonly TimelineEntry[]
  forums: Names['forums']
  heading: 'h2' | 'h3'
}) {
  const actors = useQuery(actorNamesQuery)
  const told = useTold({ actors: actors.data ?? {}, forums })
  const now = useNow()
  const language = useLanguage()
  const days = Map.groupBy(entries, (entry) => day(entry.at, now, language))
  const today = day(now, now, language)
  return [...days].map(([date, items]) => (
    <section key={date} className="timeline-day">
      <Heading>{date === today ? <Trans>I dag, {date}</Trans> : date}</Heading>
      <ol className="timeline">
        {items.map((entry) => {
          const { icon: Icon, colour, words } = told(entry)
          return (
            <li key={entry.id}>
              <time dateTime={entry.at}>{clock(entry.at)}</time>
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
        })}
      </ol>
    </section>
  ))
}

/** Person, function @ actor; what the portal did by itself says so. */
function Who({ entry }: { entry: TimelineEntry }) {
  const wording = useWording()
  const functionName = entry.functionSv ? wording({ nameSv: entry.functionSv, nameEn: entry.functionEn ?? entry.functionSv }) : null
  const at = [functionName, entry.actor?.name].filter(Boolean).join(' @ ')
  const who = [entry.person, at].filter(Boolean).join(', ')
  if (who) return <p className="timeline-who">{who}</p>
  return (
    <p className="timeline-who">
      {entry.type === 'call-outs.answered' ? <Trans>Genom den personliga länken</Trans> : <Trans>Portalen</Trans>}
    </p>
  )
}
