import { Link, useLocation } from 'react-router'
import './tabs.css'

/** Pages under one word, as links: each has its own address and keeps the back button honest. */
export function Tabs({ label, items }: { label: string; items: readonly (readonly [to: string, words: string])[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label={label}>
      {items.map(([to, words]) => (
        <Link key={to} to={to} aria-current={pathname === to ? 'page' : undefined}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
