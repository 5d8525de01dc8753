import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

type Shared = { users: number; server: ReturnType<typeof startTestServer> }

/** Vitest loads this file once per project: the server is kept where all of them find the same one. */
const shared = globalThis as { samverkanTestServer?: Shared }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.samverkanTestServer ??= { users: 0, server: startTestServer() }
  const current = shared.samverkanTestServer
  current.users++
  const { stop, ...server } = await current.server
  project.provide('testServer', server)
  return async () => {
    if (--current.users > 0) return
    delete shared.samverkanTestServer
    await stop()
  }
}
