import type { ReactNode } from 'react'
import { Mark } from '../../ui/mark.tsx'
import { PageTitle } from '../../ui/page.tsx'
import './log-in-page.css'

/** Mark and full name, over whatever stands outside the log-in. */
export const Brand = () => (
  <p className="log-in-brand">
    <Mark size={36} />
    <span>
      Samverkan
      <br />
      Stockholmsregionen
    </span>
  </p>
)

/** A page for somebody who is not inside yet: the mark, one heading, one thing to do. */
export const Door = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="log-in is-alone">
    <div className="log-in-door">
      <Brand />
      <PageTitle className="log-in-title">{title}</PageTitle>
      {children}
    </div>
  </main>
)
