import type { Picture, PictureVersion } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Panel } from '../../ui/panel.tsx'

type Props = { version: PictureVersion; versions: Picture['versions']; to: (version: number) => string }

/** Who published it, on what it stands, when the next one comes, and the others. */
export function AboutVersion({ version, versions, to }: Props) {
  const now = useNow()
  const language = useLanguage()
  const { publishedBy, reported, asked, cutOffAt, nextUpdateAt, number } = version
  const at = clockToday(cutOffAt, now, language)
  const others = versions.filter((one) => one.number !== number).sort((a, b) => b.number - a.number)
  return (
    <Panel title={<Trans>Om versionen</Trans>} padded className="picture-about">
      <dl>
        <dt>
          <Trans>Publicerad av</Trans>
        </dt>
        <dd>{[publishedBy.person, publishedBy.functionSv, publishedBy.actor].filter(Boolean).join(', ')}</dd>
        <dt>
          <Trans>Bygger på</Trans>
        </dt>
        <dd>
          <Trans>
            {reported} av {asked} aktörer, stopptid {at}
          </Trans>
        </dd>
        <dt>
          <Trans>Nästa lägesbild</Trans>
        </dt>
        <dd className="num">{nextUpdateAt ? clockToday(nextUpdateAt, now, language) : <Trans>Inte bestämd</Trans>}</dd>
        {others.length > 0 && (
          <>
            <dt>
              <Trans>Andra versioner</Trans>
            </dt>
            <dd>
              <ul className="picture-versions">
                {others.map((one) => (
                  <li key={one.number}>
                    <Link to={to(one.number)} preventScrollReset>
                      <Trans>Lägesbild {one.number}</Trans> · <span className="num">{clockToday(one.publishedAt, now, language)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </Panel>
  )
}
