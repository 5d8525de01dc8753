import type { ReactNode } from 'react'
import './banner.css'

/** Since when, how old, what is kept, one action; the content below stays readable. */
export function Banner({
  tone,
  icon,
  action,
  children,
}: {
  tone: 'warning' | 'danger' | 'info'
  icon: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="banner" data-color={tone} role="status">
      {icon}
      <p>{children}</p>
      {action}
    </div>
  )
}
