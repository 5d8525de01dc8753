import { ArrowLeftIcon } from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** The way back to the list, above the heading in sight and after it for the keyboard. */
export const Crumb = ({ to, children }: { to: string; children: ReactNode }) => (
  <p className="crumb">
    <Link to={to}>
      <ArrowLeftIcon aria-hidden />
      {children}
    </Link>
  </p>
)
