import type { ReactNode } from 'react'
import './merge.css'

type Props = { title: ReactNode; detail?: ReactNode; versions?: ReactNode /** The buttons. */; children: ReactNode }

/** Both versions side by side and what to do with them; nothing is written over before somebody has said so (ux.md, rule 3). */
export const Merge = ({ title, detail, versions, children }: Props) => (
  <div className="merge" role="alert">
    <b>{title}</b>
    {detail && <p>{detail}</p>}
    {versions && <div className="merge-both">{versions}</div>}
    <div className="row wrap">{children}</div>
  </div>
)

export const MergeVersion = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <div className="merge-version">
    <p className="t-meta mut">{title}</p>
    {children}
  </div>
)
