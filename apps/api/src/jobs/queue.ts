import { Logger, run } from 'graphile-worker'

export type Queue = {
  /** Begins nothing new and waits for what is running. */
  stop: () => Promise<void>
  /** Settles when the queue has ended, by itself or because it was stopped. */
  ended: Promise<void>
}

/**
 * Wakes the outbox as soon as a message is committed. Jobs are only a bell: what is to be done stands in the tables, and a job
 * that is lost, doubled or locked by a dead worker for hours changes nothing (sweep() rings again).
 */
export const startQueue = async (options: {
  url: string
  concurrency: number
  /** Answers in how many milliseconds it is to be tried again. */
  deliver: (messageId: string) => Promise<number | null>
  complain: (message: string) => void
}): Promise<Queue> => {
  const bells = new Map<string, NodeJS.Timeout>()
  const runner = await run({
    connectionString: options.url,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.complain(message)
    }),
    taskList: {
      'outbox.deliver': async (payload, helpers) => {
        const { id } = payload as { id: string }
        const again = await options.deliver(id)
        if (again === null) return
        // Rung when it is time, instead of a job that waits for a time on the wall: the wall may be set meanwhile. A bell that is lost with this
        // process is rung by the sweep.
        const ring = (): void => {
          bells.delete(id)
          helpers
            .addJob('outbox.deliver', { id }, { jobKey: `outbox:${id}`, maxAttempts: 1 })
            .catch((error: Error) => options.complain(error.message))
        }
        clearTimeout(bells.get(id))
        bells.set(id, setTimeout(ring, again))
      },
    },
  })
  return {
    stop: () => {
      for (const bell of bells.values()) clearTimeout(bell)
      bells.clear()
      return runner.stop()
    },
    ended: runner.promise,
  }
}
