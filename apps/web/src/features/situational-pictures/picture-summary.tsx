import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { clockToday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import { incidentPictureQuery } from './queries.ts'
import './picture-summary.css'

/** On the incident's overview: the summary of the latest lägesbild, and until when the next one is reported. Nothing before the first is opened. */
export function PictureSummary({ code }: { code: string }) {
  const now = useNow()
  const language = useLanguage()
  const query = useQuery(incidentPictureQuery(code))
  if (query.data && query.data.picture === null) return null
  return (
    <Panel
      title={<Trans>Lägesbild</Trans>}
      aside={
        <Link to={paths.picture(code)}>
          <Trans>Öppna</Trans>
          <span className="aksel-sr-only">
            {' '}
            <Trans>lägesbilden</Trans>
          </span>
        </Link>
      }
      padded
      className="picture-summary-panel"
    >
      <Loaded query={query} loading={<LoadingState rows={2} />}>
        {({ picture }) => {
          const latest = picture?.latest
          const cutOff = picture?.collection && clockToday(picture.collection.cutOffAt, now, language)
          return (
            <>
              {latest ? (
                <>
                  <p className="t-data mut">
                    <b className="strong">
                      <Trans>Lägesbild {latest.number}</Trans>
                    </b>{' '}
                    · {clockToday(latest.publishedAt, now, language)},{' '}
                    {relative(latest.publishedAt, Math.max(now, Date.parse(latest.publishedAt)), language)}
                  </p>
                  {latest.summary && <p className="t-statement wide">{latest.summary}</p>}
                </>
              ) : (
                <p className="t-statement">
                  <Trans>Ingen lägesbild är publicerad ännu.</Trans>
                </p>
              )}
              {cutOff && (
                <p className="t-data mut">
                  <Trans>Nästa: aktörerna rapporterar till {cutOff}.</Trans>
                </p>
              )}
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}
