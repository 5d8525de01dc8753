import type { Assessment } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { useLanguage } from '../../lib/language.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { cellWords, levelName, levelOf, softly } from './words.ts'

type Props = { assessment: Assessment; to: (del: string) => string }

/** How many indicators are at each level, per capability. Those that are still being developed (2:8) stand apart, in no sum. */
export function Totals({ assessment, to }: Props) {
  const language = useLanguage()
  const subs = assessment.capabilities.flatMap((capability) => capability.subs)
  const lines = [
    ...assessment.capabilities.map((capability) => ({
      code: capability.code,
      first: capability.subs[0]?.code ?? '',
      name: softly(capability.name),
      isApart: false,
      indicators: capability.subs.filter((sub) => !sub.provisional).flatMap((sub) => sub.indicators),
    })),
    ...subs
      .filter((sub) => sub.provisional)
      .map((sub) => ({ code: sub.code, first: sub.code, name: sub.printedNumber, isApart: true, indicators: sub.indicators })),
  ]
  return (
    <Panel title={<Trans>Svaren i korthet</Trans>}>
      <div className="summary-scroll">
        <table className="summary">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Grundförmåga</Trans>
              </th>
              {assessment.scale.map((level) => (
                <th key={level.value ?? 'na'} scope="col" className="num" lang={language}>
                  {levelName(level, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, first, name, isApart, indicators }) => (
              <tr key={code} className={isApart ? 'mut' : undefined}>
                <th scope="row">
                  <Link to={to(first)} lang="sv">
                    {name}
                  </Link>
                  {isApart && (
                    <>
                      {' '}
                      <Trans>indikatorer utvecklas, räknas inte in</Trans>
                    </>
                  )}
                </th>
                {assessment.scale.map((level) => (
                  <td key={level.value ?? 'na'} className="num">
                    {
                      indicators.filter((one) => (level.isNotApplicable ? one.answer.notApplicable : one.answer.value === level.value))
                        .length
                    }
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** What is not fulfilled, word for word with its comment: whoever signs answers for exactly this, and should not have to walk 28 steps to see it. */
export function Unfulfilled({ assessment, to }: Props) {
  const language = useLanguage()
  const top = Math.max(...assessment.scale.map((level) => level.value ?? 0))
  const gaps = assessment.capabilities.flatMap((capability) =>
    capability.subs.flatMap((sub) =>
      sub.indicators.flatMap((indicator) => {
        const { value } = indicator.answer
        return value === null || value === top ? [] : [{ sub, indicator, value }]
      }),
    ),
  )
  return (
    <Panel
      title={<Trans>Inte helt uppfyllt</Trans>}
      aside={gaps.length > 0 ? <Plural value={gaps.length} one="# indikator" other="# indikatorer" /> : null}
    >
      {gaps.length === 0 ? (
        <EmptyState title={<Trans>Inget svar är delvis eller ej uppfyllt.</Trans>} />
      ) : (
        <ul className="rows">
          {gaps.map(({ sub, indicator: { code, text, answer, previous }, value }) => {
            const [now, before] = [levelOf(assessment.scale, answer), previous && levelOf(assessment.scale, previous)]
            return (
              <li key={code} className="is-link unfulfilled">
                <div>
                  <Link className="cover" to={to(sub.code)}>
                    <span className="num">{sub.printedNumber}</span> <span lang="sv">{text}</span>
                  </Link>
                  {answer.comment && (
                    <p className="t-data mut wide" lang="sv">
                      {answer.comment}
                    </p>
                  )}
                </div>
                <div className="unfulfilled-level">
                  {now && (
                    <span className="strong">
                      <span aria-hidden>{cellWords[value === 0 ? 'none' : 'some'][0]}</span> {levelName(now, language)}
                    </span>
                  )}
                  {before && before !== now && (
                    <span className="t-meta mut">
                      {assessment.previousYear}: {levelName(before, language)}
                      {previous?.signed === false && (
                        <>
                          , <Trans>ej undertecknat</Trans>
                        </>
                      )}
                    </span>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
