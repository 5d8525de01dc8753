import type { PictureLine } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { latestPicturesQuery } from './queries.ts'

/** Senaste lägesbilder: the newest version of each chain, with the beginning of its summary. */
export function LatestPictures() {
  const query = useQuery(latestPicturesQuery)
  return (
    <Panel title={<Trans>Senaste lägesbilder</Trans>}>
      <Loaded query={query} loading={<LoadingState rows={2} />}>
        {({ items }) => {
          const published = items.filter(({ latest }) => latest !== null)
          if (published.length === 0)
            return (
              <EmptyState title={<Trans>Ingen lägesbild är publicerad ännu.</Trans>}>
                <Trans>Här visas den senaste från varje händelse och torsdagskonferens.</Trans>
              </EmptyState>
            )
          return (
            <ul className="rows latest-pictures">
              {published.map((picture) => (
                <Row key={picture.id} picture={picture} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Row({ picture }: { picture: PictureLine }) {
  const now = useNow()
  const language = useLanguage()
  const { latest, incidentCode, meetingCode, title, isExercise } = picture
  if (!latest) return null
  const { number } = latest
  const page = incidentCode ? paths.picture(incidentCode) : meetingCode ? paths.meetingPicture(meetingCode) : null
  return (
    <li className="is-link">
      <div>
        <Link className="cover" to={page ? `${page}?version=${number}` : paths.meetings}>
          <Trans>Lägesbild {number}</Trans> · {title}
        </Link>
        <p className="sub">
          {isExercise && (
            <StateTag state="exercise">
              <Trans>Övning</Trans>
            </StateTag>
          )}
          {!latest.isRead && (
            <StateTag state="info">
              <Trans>Ny för dig</Trans>
            </StateTag>
          )}
          <span className="num">{clockToday(latest.publishedAt, now, language)}</span>
        </p>
        {latest.summary && <p className="t-data wide latest-summary">{latest.summary}</p>}
      </div>
    </li>
  )
}
