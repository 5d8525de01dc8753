import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import './statement.css'

type Props = { actor: ReactNode; time: ReactNode; kind?: 'fact' | 'assumption'; extra?: ReactNode; action?: ReactNode; children: ReactNode }

/** Who, when, how sure, what – in that order, always (ux.md, rule 4). Fakta and antagande differ by shape, not colour. */
export function Statement({ actor, time, kind, extra, action, children }: Props) {
  return (
    <li className="statement">
      <div className="statement-meta">
        <b>{actor}</b>
        <span className="num">{time}</span>
        {kind && <span className={`certainty is-${kind}`}>{kind === 'fact' ? <Trans>Fakta</Trans> : <Trans>Antagande</Trans>}</span>}
        {extra}
      </div>
      <p className="t-statement">{children}</p>
      {action && <div className="statement-action">{action}</div>}
    </li>
  )
}
