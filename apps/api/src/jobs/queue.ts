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
  deliver: (messageId: string) => Promise<Date | null>
  complain: (message: string) => void
}): Promise<Queue> => {
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
        if (again) await helpers.addJob('outbox.deliver', { id }, { jobKey: `outbox:${id}`, runAt: again, maxAttempts: 1 })
      },
    },
  })
  return { stop: () => runner.stop(), ended: runner.promise }
}
