import type { HeatMap } from '@samverkan/contract'
import { answeredOf, shareOf, totalOf } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { Panel } from '../../ui/panel.tsx'
import { bandOf, bands, percentOf, tiles } from './municipality-tiles.ts'
import './municipality-map.css'

/** How far the municipalities have come, where they lie: the number first, its fill only repeats it. For those who see them all. */
export function MunicipalityMap({ map }: { map: HeatMap }) {
  const { t } = useLingui()
  const rows = new Map(map.rows.map((row) => [row.code, row]))
  const signed = map.rows.filter((row) => row.kind === 'municipality' && row.state === 'submitted').length
  return (
    <Panel title={<Trans>Uppfyllda i kommunerna, %</Trans>} aside={<Trans>{signed} undertecknade</Trans>} padded>
      <ul className="tiles" aria-label={t`Länets kommuner, ungefär som de ligger på kartan`}>
        {tiles.map(({ code, name, x, y }) => {
          const row = rows.get(code)
          const counts = row?.state === 'submitted' ? totalOf(map.columns, row.cells) : null
          const percent = percentOf(counts && shareOf(counts))
          const answered = counts ? answeredOf(counts) : 0
          const fulfilled = counts?.[0] ?? 0
          return (
            <li
              key={code}
              data-band={bandOf(percent) ?? 'none'}
              style={{ gridColumn: x + 1, gridRow: y + 1 }}
              title={percent === null ? t`Ej undertecknad` : t`${fulfilled} av ${answered} besvarade är uppfyllda`}
            >
              <b className="num">{percent ?? '–'}</b>
              <span lang="sv">{name}</span>
              {percent === null && (
                <span className="aksel-sr-only">
                  {' '}
                  <Trans>Ej undertecknad</Trans>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p className="tiles-legend">
        {bands.map(({ from, to }, i) => (
          <span key={from} className="num">
            <i data-band={i} aria-hidden />
            {from}–{to}
          </span>
        ))}
        <span>
          <i data-band="none" aria-hidden />
          <Trans>ej undertecknad</Trans>
        </span>
      </p>
    </Panel>
  )
}
