import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useCallback } from 'react'
import { requestHeadingFocus, takeFocusRequest } from '../lib/page-focus.ts'
import './page.css'

type Props = {
  /** Also the document's title, so that tabs and history can be told apart. */
  title: string
  /** `sv` where the title is an official text or somebody's own words: read as Swedish whatever the language of the page. */
  lang?: 'sv' | undefined
  meta?: ReactNode
  aside?: ReactNode
  children: ReactNode
  className?: string
}

/** Every page: one h1, its document title, focus on it after navigation, the same gutters. */
export function Page({ title, lang, meta, aside, children, className = '' }: Props) {
  return (
    <div className={`page ${className}`}>
      <div className="page-head">
        <PageTitle lang={lang}>{title}</PageTitle>
        {meta && <div className="page-meta">{meta}</div>}
        {aside && <div className="page-aside">{aside}</div>}
      </div>
      {children}
    </div>
  )
}

/** The h1 alone, for pages that draw their own head (log-in, incident room). */
export function PageTitle({ children, className = 't-title', lang }: { children: string; className?: string; lang?: 'sv' | undefined }) {
  const { t } = useLingui()
  // A callback, not an effect: the heading may arrive long after the navigation, when the data does.
  const focus = useCallback((heading: HTMLHeadingElement | null) => {
    if (!heading) return
    if (takeFocusRequest()) heading.focus({ preventScroll: true })
    // A heading that held the focus while its page was loading hands it on to the one that replaces it.
    return () => {
      if (document.activeElement === heading) requestHeadingFocus()
    }
  }, [])
  return (
    <>
      <title>{`${children} · ${t`Samverkan Stockholm`}`}</title>
      <h1 className={className} lang={lang} tabIndex={-1} ref={focus}>
        {children}
      </h1>
    </>
  )
}
