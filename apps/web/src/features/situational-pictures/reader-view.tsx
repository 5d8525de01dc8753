import type { Picture, PictureVersion, VersionLine } from '@samverkan/contract'
import { call, markRead, picturePdfPath } from '@samverkan/contract'
import { composeReadAloud, type PictureField } from '@samverkan/domain'
import { useLingui } from '@lingui/react'
import { Plural, Trans, useLingui as useWords } from '@lingui/react/macro'
import {
  ArrowsCirclepathIcon,
  FilePdfIcon,
  InformationSquareIcon,
  MicrophoneIcon,
  PadlockLockedIcon,
  PadlockUnlockedIcon,
} from '@navikt/aksel-icons'
import { Select } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { clockToday, dayAndClock, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { takeFocusRequest } from '../../lib/page-focus.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { Banner } from '../../ui/banner.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
import { AboutVersion } from './about-version.tsx'
import { Acknowledge } from './acknowledge.tsx'
import { Acknowledgements } from './acknowledgements.tsx'
import { ChangedText } from './changed-text.tsx'
import { versionQuery } from './queries.ts'
import { RakelDialog } from './rakel-dialog.tsx'
import { useMeansWords, useReporterWords } from './taken-down.tsx'
import { byHeading, certaintyWords, fieldWords, handlingWords, headingWords } from './words.ts'

type Props = { picture: Picture; number: number; to: (version: number) => string }

/** A published version: the summary first, what changed since the reader last read, then everything with who, when and how sure. */
export function ReaderView({ picture, number, to }: Props) {
  const [search] = useSearchParams()
  const asked = Number(search.get('jamfor')) || null
  const version = useQuery(versionQuery(picture.id, number, asked !== null && asked < number ? asked : null))
  return (
    <Loaded
      query={version}
      loading={
        <div className="page">
          <LoadingPanel rows={8} />
        </div>
      }
    >
      {(data) => <Reader version={data} picture={picture} to={to} />}
    </Loaded>
  )
}

function Reader({ version, picture, to }: { version: PictureVersion; picture: Picture; to: Props['to'] }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const narrow = useNarrow()
  const [isReading, setReading] = useState(false)
  useRead(version)
  const { number, publishedAt, handling } = version
  const text = (field: PictureField) => version.texts.find((one) => one.field === field)
  const summary = text('summary')
  const readAloud =
    text('read_aloud')?.text ||
    composeReadAloud({
      title: version.title,
      number,
      isExercise: version.isExercise,
      summary: summary?.text ?? '',
      nextUpdateAt: version.nextUpdateAt === null ? null : new Date(version.nextUpdateAt),
    })
  const alternatives = (['most_likely', 'worst_case'] as const).flatMap((field) => {
    const found = text(field)
    return found && (found.text || found.previousText) ? [found] : []
  })
  const LockIcon = handling === 'open' ? PadlockUnlockedIcon : PadlockLockedIcon
  // From the chain, not from the version: that one may have been kept on the device since it was the latest.
  const latest = picture.versions.reduce((last, one) => Math.max(last, one.number), number)
  const groups = useMemo(() => byHeading(version.lines).filter(([, lines]) => lines.length > 0), [version.lines])
  return (
    <div className="picture-reader">
      <div className="picture-read">
        <div className="row wrap picture-read-head">
          <h2 className="t-title" tabIndex={-1} ref={focusOnArrival}>
            <Trans>Lägesbild {number}</Trans>
          </h2>
          <span className="state-tag" data-color="neutral">
            <LockIcon aria-hidden />
            {_(handlingWords[handling])}
          </span>
          <span className="t-data mut">
            {dayAndClock(publishedAt, now, language)} · {relative(publishedAt, Math.max(now, Date.parse(publishedAt)), language)}
          </span>
        </div>
        {latest > number && (
          <Banner
            tone="warning"
            icon={<InformationSquareIcon aria-hidden />}
            action={
              <Link to={to(latest)} preventScrollReset>
                <Trans>Läs lägesbild {latest}</Trans>
              </Link>
            }
          >
            <Trans>Det finns en nyare lägesbild. Du läser en äldre.</Trans>
          </Banner>
        )}
        <Since version={version} />
        {!narrow && <CompareWith version={version} />}
        <article className="picture-doc">
          <div className="picture-doc-body">
            <h3>{_(fieldWords.summary)}</h3>
            <div className={summary?.isChanged ? 'picture-changed' : undefined}>
              {summary?.isChanged && <Mark word="changed" />}
              <div className="picture-summary wide">
                {summary?.isChanged && summary.previousText !== null ? (
                  <ChangedText before={summary.previousText} after={summary.text} />
                ) : (
                  summary?.text || <Trans>Ingen sammanfattning är skriven.</Trans>
                )}
              </div>
            </div>
            {/* Whoever has read the summary knows what to answer for: the press stands there, and on a phone nothing before the summary but its name. */}
            <Acknowledge version={version} picture={picture} />
            {narrow && <CompareWith version={version} />}
            {groups.map(([heading, lines]) => (
              <section key={heading}>
                <h3>{_(headingWords[heading])}</h3>
                <ul>
                  {lines.map((line) => (
                    <ReadLine key={line.id} line={line} publishedAt={publishedAt} />
                  ))}
                </ul>
              </section>
            ))}
            {alternatives.length > 0 && (
              <section>
                <h3>
                  <Trans>Alternativ händelseutveckling</Trans>
                </h3>
                <div className="picture-alternatives">
                  {alternatives.map((one) => (
                    <div key={one.field} className={one.isChanged ? 'is-changed' : undefined}>
                      <h4>{_(fieldWords[one.field])}</h4>
                      {one.isChanged && <Mark word="changed" />}
                      <div className="wide">
                        {one.isChanged && one.previousText !== null ? <ChangedText before={one.previousText} after={one.text} /> : one.text}
                      </div>
                    </div>
                  ))}
                </div>
              </section>
            )}
            {version.removed.length > 0 && <Removed version={version} />}
          </div>
        </article>
      </div>
      <aside className="picture-aside">
        <ul className="panel picture-acts">
          <li>
            <button type="button" onClick={() => setReading(true)}>
              <MicrophoneIcon aria-hidden />
              <Trans>Text att läsa upp i Rakel</Trans>
            </button>
          </li>
          <li>
            <a href={picturePdfPath.replace(':id', version.pictureId).replace(':number', String(number))} download>
              <FilePdfIcon aria-hidden />
              <Trans>Hämta som PDF</Trans>
            </a>
          </li>
        </ul>
        {picture.allowed.includes('follow') && <Acknowledgements id={version.pictureId} number={number} />}
        <AboutVersion version={version} versions={picture.versions} to={to} />
      </aside>
      {isReading && <RakelDialog text={readAloud} onClose={() => setReading(false)} />}
    </div>
  )
}

const focusOnArrival = (heading: HTMLHeadingElement | null) => {
  if (heading && takeFocusRequest()) heading.focus({ preventScroll: true })
}

/** Opened and in sight is read. The first time counts; without a network it is told another time. */
function useRead({ pictureId, number, readAt }: PictureVersion): void {
  useEffect(() => {
    if (readAt !== null) return
    const tell = () => void call(markRead, { params: { id: pictureId, number } }).catch(() => undefined)
    if (!document.hidden) return tell()
    document.addEventListener('visibilitychange', tell, { once: true })
    return () => document.removeEventListener('visibilitychange', tell)
  }, [pictureId, number, readAt])
}

function Since({ version }: { version: PictureVersion }) {
  const now = useNow()
  const language = useLanguage()
  const { comparedWith, comparedReadAt, changes } = version
  if (comparedWith === null) return null
  const at = comparedReadAt && clockToday(comparedReadAt, now, language)
  return (
    <p className="picture-since">
      <ArrowsCirclepathIcon aria-hidden />
      <span>
        <b className="strong">
          {changes === 0 ? <Trans>Inga ändringar</Trans> : <Plural value={changes} one="# ändring" other="# ändringar" />}
        </b>{' '}
        {at ? (
          <Trans>
            sedan du läste lägesbild {comparedWith}, {at}
          </Trans>
        ) : (
          <Trans>sedan lägesbild {comparedWith}</Trans>
        )}
      </span>
    </p>
  )
}

/** Whoever missed a version chooses what to compare with: any that was published before this one. */
function CompareWith({ version: { number, versions, comparedWith } }: { version: PictureVersion }) {
  const now = useNow()
  const language = useLanguage()
  const [search, setSearch] = useSearchParams()
  const { t } = useWords()
  const earlier = versions.filter((one) => one.number < number)
  if (earlier.length === 0) return null
  return (
    <Select
      size="small"
      className="picture-compare no-print"
      label={t`Jämför med`}
      value={comparedWith ?? ''}
      onChange={(event) => {
        const next = new URLSearchParams(search)
        next.set('version', String(number))
        next.set('jamfor', event.target.value)
        setSearch(next, { replace: true, preventScrollReset: true })
      }}
    >
      {comparedWith === null && <option value="">{t`Välj en tidigare lägesbild`}</option>}
      {earlier.map((one) => {
        const at = clockToday(one.publishedAt, now, language)
        const before = one.number
        return (
          <option key={before} value={before}>
            {t`Lägesbild ${before}, ${at}`}
          </option>
        )
      })}
    </Select>
  )
}

const Mark = ({ word }: { word: 'new' | 'changed' }) => (
  <StateTag state="info" bare>
    {word === 'new' ? <Trans>Nytt</Trans> : <Trans>Ändrat</Trans>}
  </StateTag>
)

const ReadLine = memo(function ReadLine({ line, publishedAt }: { line: VersionLine; publishedAt: string }) {
  const { _ } = useLingui()
  const language = useLanguage()
  const means = useMeansWords()
  const reporter = useReporterWords()
  const { source, change, previousText } = line
  return (
    <li className={`picture-line is-${line.certainty}${change === 'unchanged' ? '' : ' picture-changed'}`}>
      <div className="picture-line-text wide">
        {change === 'changed' && previousText !== null && previousText !== line.text ? (
          <ChangedText before={previousText} after={line.text} />
        ) : (
          line.text
        )}
      </div>
      <div className="picture-source">
        {change !== 'unchanged' && <Mark word={change} />}
        <span>
          <b>{source?.actor.name ?? line.writtenBy}</b>
          {source?.takenDown && `, ${means(source.takenDown)}`}
          {source && (
            <>
              {' '}
              <span className="num" title={reporter(source)}>
                {clockToday(source.reportedAt, publishedAt, language)}
              </span>
            </>
          )}
        </span>
        <span>{_(certaintyWords[line.certainty])}</span>
        {source && source.text !== line.text && <Original text={source.text} by={reporter(source)} />}
      </div>
    </li>
  )
})

/** The source stays readable however the line was edited. */
function Original({ text, by }: { text: string; by: string }) {
  return (
    <details className="picture-original">
      <summary>
        <Trans>Redigerad, visa källan</Trans>
      </summary>
      <p>
        <q className="wide">{text}</q> · {by}
      </p>
    </details>
  )
}

function Removed({ version }: { version: PictureVersion }) {
  const { _ } = useLingui()
  const { comparedWith } = version
  return (
    <section className="picture-removed">
      <h3>{comparedWith === null ? <Trans>Borttaget</Trans> : <Trans>Borttaget sedan lägesbild {comparedWith}</Trans>}</h3>
      <ul>
        {version.removed.map((line) => (
          <li key={line.id}>
            <del className="wide">{line.text}</del>
            <span className="t-meta mut">
              {_(headingWords[line.heading])}
              {line.actorName && ` · ${line.actorName}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
