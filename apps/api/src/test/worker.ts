import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { origin, testKeys } from './app.ts'

export type TestProcess = { child: ChildProcess; log: string[]; kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null> }

const start = async (file: string, env: Record<string, string>, ready: RegExp): Promise<TestProcess> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', file)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...(process.env['TZ'] ? { TZ: process.env['TZ'] } : {}),
      NODE_ENV: 'test',
      SECRET_KEYS: testKeys,
      PUBLIC_URL: origin,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const ended = once(child, 'exit')
  const lines = (stream: NodeJS.ReadableStream | null, heard: (line: string) => void): void => {
    if (stream) createInterface({ input: stream }).on('line', heard)
  }
  lines(child.stderr, (line) => log.push(line))
  await new Promise<void>((resolve, reject) => {
    lines(child.stdout, (line) => {
      log.push(line)
      if (ready.test(line)) resolve()
    })
    void ended.then(([code]) => reject(new Error(`${file} ended with ${code} before it was ready:\n${log.join('\n')}`)))
  })
  return {
    child,
    log,
    kill: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await ended
      }
      return child.exitCode
    },
  }
}

/** The real worker as a process of its own, ready. */
export const startWorker = (workerUrl: string, smtpUrl: string): Promise<TestProcess> =>
  start('worker.ts', { DATABASE_URL: workerUrl, SMTP_URL: smtpUrl }, /worker ready/)

/** The real API as a process of its own, listening. */
export const startApi = (appUrl: string, port: number): Promise<TestProcess> =>
  start('server.ts', { DATABASE_URL: appUrl, PORT: String(port), LOG_LEVEL: 'info', DATABASE_POOL: '6' }, /listening/)

/** Asks again until it holds; fails with the last answer. Tests wait for what they mean, never for a time. */
export const until = async <T>(ask: () => Promise<T> | T, holds: (value: T) => boolean, milliseconds = 15_000): Promise<T> => {
  const end = performance.now() + milliseconds
  for (;;) {
    const value = await ask()
    if (holds(value)) return value
    if (performance.now() > end) throw new Error(`did not come true in ${milliseconds} ms; last: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
