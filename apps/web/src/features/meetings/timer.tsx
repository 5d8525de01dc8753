import { Trans } from '@lingui/react/macro'
import { useSecond } from '../../lib/now.ts'

/** `1:40`, `62:05`: minutes go on past the hour, because the plan is in minutes. */
export function minuteClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How long somebody has had the floor. Silent to a screen reader: a clock that speaks every second is noise. */
export function FloorClock({ since }: { since: string }) {
  const now = useSecond()
  return (
    <span className="floor-clock num" aria-hidden>
      {minuteClock(now - Date.parse(since))}
    </span>
  )
}

/** Minutes used of those planned; over time is said in words and shown by weight, never by colour alone. */
export function PlannedTime({ usedMs, since, planned }: { usedMs: number; since: string | null; planned: number | null }) {
  const now = useSecond()
  const spent = Math.floor((usedMs + (since ? Math.max(0, now - Date.parse(since)) : 0)) / 60_000)
  const over = planned === null ? 0 : spent - planned
  if (planned === null)
    return (
      <span className="num">
        <Trans>{spent} min</Trans>
      </span>
    )
  return over > 0 ? (
    <span className="num planned-over">
      <Trans>
        {spent} av {planned} min, {over} över
      </Trans>
    </span>
  ) : (
    <span className="num">
      <Trans>
        {spent} av {planned} min
      </Trans>
    </span>
  )
}
