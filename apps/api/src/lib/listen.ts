import pg from 'pg'

/** Where "something was appended" comes from: LISTEN on a connection of its own. */
export type EventSource = { start: (onNotice: () => void) => Promise<void>; stop: () => Promise<void> }

/** Listens on its own direct connection and comes back by itself; after a gap the hub reads on from the last id it knows. */
export const listenTo = (url: string, onError: (error: Error) => void): EventSource => {
  let client: pg.Client | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const connect = async (onNotice: () => void, wait = 250): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'samverkansportalen live', keepAlive: true })
    const again = (error: Error): void => {
      if (stopped || client !== fresh) return
      client = null
      onError(error)
      timer = setTimeout(() => void connect(onNotice, Math.min(wait * 2, 5_000)).catch(onError), wait)
    }
    client = fresh
    fresh.on('error', again)
    fresh.on('end', () => again(new Error('the live connection to the database ended')))
    fresh.on('notification', onNotice)
    try {
      await fresh.connect()
      await fresh.query('LISTEN journal')
      onNotice()
    } catch (error) {
      again(error as Error)
    }
  }
  return {
    start: (onNotice) => connect(onNotice),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(onError)
    },
  }
}
