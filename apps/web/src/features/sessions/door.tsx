import type { ReactNode } from 'react'
import { Mark } from '../../ui/mark.tsx'
import { PageTitle } from '../../ui/page.tsx'
import './log-in-page.css'

/** A page for somebody who is not inside yet: the mark, one heading, one thing to do. */
export const Door = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="log-in is-alone">
    <div className="log-in-door">
      <p className="log-in-brand">
        <Mark size={36} />
        <span>
          Samverkan
          <br />
          Stockholmsregionen
        </span>
      </p>
      <PageTitle className="log-in-title">{title}</PageTitle>
      {children}
    </div>
  </main>
)
