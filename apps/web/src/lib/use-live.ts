import type { LiveEvent } from '@samverkan/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { browserEnvironment, type LiveState, startLive } from './live.ts'
import { heardServerTime } from './now.ts'
import { heardWriting } from './writers.ts'

/** Reads again what a journal row has changed: the queries whose `meta.live` names the row's feature, or just this type of row. */
export function isTouched(live: readonly string[] | undefined, event: Pick<LiveEvent, 'type'>): boolean {
  return live !== undefined && (live.includes(event.type.split('.')[0] ?? '') || live.includes(event.type))
}

/** Rows that come together are read together, and a thousand browsers not all in the same millisecond. */
const jitter = () => 40 + Math.random() * 260

/** Keeps the page true while it is open. Once per tab; `session` is what the stream may carry. */
export function useLive(session: string): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>({ kind: 'connecting' })

  useEffect(() => {
    let features = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasBroken = false
    const stop = startLive(
      {
        url: '/api/journal/stream',
        onEnded: () => void client.invalidateQueries({ queryKey: ['sessions', 'current'] }),
        onServerTime: heardServerTime,
        onWriting: heardWriting,
        onMessage: (event) => {
          features.add(event.type)
          timer ??= setTimeout(() => {
            const types = features
            features = new Set()
            timer = undefined
            void client.invalidateQueries({
              predicate: ({ meta }) => [...types].some((type) => isTouched(meta?.live, { type: type as LiveEvent['type'] })),
            })
          }, jitter())
        },
        onState: (next) => {
          setState(next)
          // After a break the stream replays what it can; what is on the screen is read again all the same.
          if (next.kind === 'live' && wasBroken) void client.invalidateQueries({ predicate: ({ meta }) => meta?.live !== undefined })
          wasBroken = next.kind === 'reconnecting' || next.kind === 'offline'
        },
      },
      browserEnvironment(),
    )
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, session])
  return state
}
