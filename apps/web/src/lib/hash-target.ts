import { useEffect } from 'react'
import { useLocation } from 'react-router'

/**
 * Brings what the address points at (`#2.6`) into view once it is on the page, and opens it if it is folded. The browser itself looks only
 * when the page arrives, which is before there is anything to find.
 */
export function useHashTarget(isThere: boolean): void {
  const { hash, key } = useLocation()
  useEffect(() => {
    if (!isThere || hash.length < 2) return
    let id = hash.slice(1)
    try {
      id = decodeURIComponent(id)
    } catch {
      // Not a character at all: looked for as it stands.
    }
    const target = document.getElementById(id)
    if (!target) return
    const folded = target.querySelector('details')
    if (folded) folded.open = true
    target.scrollIntoView({ block: 'start' })
    ;(target.querySelector('summary') ?? target).focus({ preventScroll: true })
  }, [isThere, hash, key])
}
