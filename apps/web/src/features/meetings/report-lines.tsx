import type { ReportLine } from '@samverkan/domain'
import { Trans } from '@lingui/react/macro'
import '../../ui/statement.css'

/** What an actor said, line by line; fakta and antagande differ by shape, not colour (ux.md, rule 4). */
export const ReportLines = ({ lines }: { lines: readonly ReportLine[] }) => (
  <ul className="report-text">
    {lines.map((line, index) => (
      <li key={index}>
        <span className={line.basis === 'fact' ? 'certainty is-fact' : 'certainty is-assumption'}>
          {line.basis === 'fact' ? <Trans>Fakta</Trans> : <Trans>Antagande</Trans>}
        </span>
        <p className="t-statement wide" lang="sv">
          {line.text}
        </p>
      </li>
    ))}
  </ul>
)
