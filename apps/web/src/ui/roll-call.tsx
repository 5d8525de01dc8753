import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { MenuElipsisHorizontalIcon } from '@navikt/aksel-icons'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { clock } from '../lib/formats.ts'
import { useLanguage } from '../lib/language.tsx'
import { steadyHand } from '../lib/steady-hand.ts'
import { found, inSwedishOrder, type RollLine } from '../lib/roll.ts'
import { useNarrow } from '../lib/use-narrow.ts'
import { announce } from './announcer.tsx'
import { Segments } from './segments.tsx'
import { StateTag } from './state-tag.tsx'
import './roll-call.css'

type Props = {
  rows: readonly RollLine[]
  /** Who has the floor, marked in the list so that the eye finds it. */
  speaker: string | null
  mayTake: boolean
  onTake: (code: string, present: boolean) => void
  onDetail?: (code: string) => void
  /** How somebody who is not here stands, where more is known than that they are missing. */
  standing?: (row: RollLine) => ReactNode
  /** What is called out here, where `Upprop` already stands above. */
  title?: ReactNode
}

/** Upprop: one tap per actor, in Swedish order; the list never moves under the finger. */
export function RollCall({ rows, speaker, mayTake, onTake, onDetail, standing, title }: Props) {
  const { t } = useLingui()
  const search = useId()
  // A thumb scrolls faster than it types: on a phone the names come first.
  const narrow = useNarrow()
  const [typed, setTyped] = useState('')
  const [missingOnly, setMissingOnly] = useState<ReadonlySet<string> | null>(null)
  const ordered = useMemo(() => inSwedishOrder(rows), [rows])
  const here = rows.filter((row) => row.present).length
  const total = rows.length
  const missing = total - here
  // Those that were missing when the view was chosen: a row that is tapped stays until somebody looks anew.
  const shown = found(missingOnly ? ordered.filter((row) => missingOnly.has(row.code)) : ordered, typed)
  const first = shown[0]
  const [hand] = useState(steadyHand)
  const take = (row: RollLine) => {
    // A tick that is taken back by the same tap is the worst of both: it looks as if nobody had pressed.
    if (!hand.takes(row.code)) return
    onTake(row.code, !row.present)
    announce(row.present ? t`${row.name} saknas` : t`${row.name} är med`)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      // Out of the field at once, and the single keys are within reach again.
      setTyped('')
      return event.currentTarget.blur()
    }
    // Types two letters, presses Enter, types the next: a whole roll call without leaving the field.
    if (event.key !== 'Enter' || !first || !mayTake || typed.trim() === '') return
    event.preventDefault()
    if (!first.present) take(first)
    setTyped('')
  }
  const find = (
    <div className="roll-find">
      <label className="aksel-sr-only" htmlFor={search}>
        <Trans>Sök aktör</Trans>
      </label>
      <input
        id={search}
        type="search"
        data-shortcut="roll"
        value={typed}
        autoComplete="off"
        spellCheck={false}
        placeholder={mayTake ? t`Sök, Enter prickar av` : t`Sök aktör`}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={press}
      />
      <Segments
        legend={t`Visa`}
        hideLegend
        value={missingOnly ? 'missing' : 'all'}
        onChange={(value) => setMissingOnly(value === 'all' ? null : new Set(rows.filter((row) => !row.present).map((row) => row.code)))}
        options={[
          ['all', t`Alla`],
          ['missing', t`Saknas ${missing}`],
        ]}
      />
    </div>
  )
  return (
    <section className="roll" aria-labelledby={`${search}-title`}>
      <div className="roll-head">
        <h2 className="t-panel" id={`${search}-title`}>
          {title ?? <Trans>Upprop</Trans>}
        </h2>
        <b className="num" role="status">
          <Trans>
            {here} av {total}
          </Trans>
        </b>
      </div>
      {!narrow && find}
      {shown.length === 0 && (
        <p className="roll-none t-data mut">{typed ? <Trans>Ingen aktör heter så.</Trans> : <Trans>Alla är med.</Trans>}</p>
      )}
      <ul className="roll-list">
        {shown.map((row) => (
          <li key={row.code} data-speaker={row.code === speaker || undefined}>
            {mayTake ? (
              <>
                <button type="button" className="roll-row" aria-pressed={row.present} onClick={() => take(row)}>
                  <Row row={row} standing={standing} />
                </button>
                {onDetail && (
                  <button type="button" className="roll-more" onClick={() => onDetail(row.code)}>
                    <MenuElipsisHorizontalIcon aria-hidden />
                    <span className="aksel-sr-only">{t`Företrädare och mandat, ${row.name}`}</span>
                  </button>
                )}
              </>
            ) : (
              <span className="roll-row">
                <Row row={row} standing={standing} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {narrow && find}
      <p className="roll-foot t-meta mut">
        <Plural value={missing} _0="Alla är med." one="# aktör saknas." other="# aktörer saknas." />
      </p>
    </section>
  )
}

function Row({ row, standing }: { row: RollLine; standing: Props['standing'] }) {
  const language = useLanguage()
  return (
    <>
      <span>
        {row.name}
        {row.person && <small>{row.person}</small>}
      </span>
      {row.present ? (
        <StateTag state="confirmed" bare>
          <Trans>Med</Trans> {row.at && <span className="num">{clock(row.at, language)}</span>}
        </StateTag>
      ) : standing ? (
        standing(row)
      ) : row.excused ? (
        <StateTag state="none" bare>
          <Trans>Förhinder</Trans>
        </StateTag>
      ) : (
        <StateTag state="waiting" bare>
          <Trans>Saknas</Trans>
        </StateTag>
      )}
    </>
  )
}
