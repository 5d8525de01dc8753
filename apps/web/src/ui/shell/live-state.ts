import { useState } from 'react'
import type { LiveState } from '../../lib/live.ts'
import { useNow } from '../../lib/now.ts'
import { useOnline } from '../../lib/online.ts'

/**
 * What the stream says, and no more than the device can know: it notices a lost network before the stream does, and word that was on its way
 * when the network went would make the stream live once more. The light and the banner say the same.
 */
export function useLiveState(said: LiveState): LiveState {
  const now = useNow()
  const isOnline = useOnline()
  const [lostAt, setLostAt] = useState<number | null>(null)
  if (isOnline ? lostAt !== null : lostAt === null) setLostAt(isOnline ? null : now)
  if (isOnline || said.kind === 'offline') return said
  return { kind: 'offline', since: 'since' in said ? said.since : (lostAt ?? 0) }
}
