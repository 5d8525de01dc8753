import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { PORT_TAKEN } from './exit-codes.ts'
import { cloneDatabase } from './test/database.ts'
import { startApi } from './test/worker.ts'

test('a port that another program has taken ends the process with a code of its own, so that nobody starts it again and again', async () => {
  const database = await cloneDatabase()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  await expect(startApi(database.appUrl, port)).rejects.toThrow(
    new RegExp(`server.ts ended with ${PORT_TAKEN} before .*EADDRINUSE.*127.0.0.1:${port}`, 's'),
  )
  await new Promise((resolve) => other.close(resolve))
  await database.drop()
})
