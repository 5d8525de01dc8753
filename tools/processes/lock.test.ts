import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { identityOf } from './identity.ts'
import { takeLock } from './lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  path = join(folder, 'start.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Another process that takes the lock, says how it went and holds on. */
function contender() {
  const script = `
    import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
    const lock = takeLock(${JSON.stringify(path)})
    process.stdout.write(lock.held ? 'held' : 'taken')
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const answer = new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve))
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return { answer, kill, pid: child.pid! }
}

describe('the lock of a folder', () => {
  test('is held by one, who tells the others where it answers', () => {
    const first = takeLock(path)
    if (!first.held) throw new Error('expected to hold it')
    first.tell({ address: 'http://localhost:3000' })
    const second = takeLock(path)
    expect(second).toMatchObject({ held: false, by: { pid: process.pid, note: { address: 'http://localhost:3000' } } })
    first.release()
    expect(takeLock(path).held).toBe(true)
    expect(readdirSync(folder)).toEqual(['start.lock'])
  })

  test('of a process that was killed is taken over', async () => {
    const other = contender()
    expect(await other.answer).toBe('held')
    expect(takeLock(path).held).toBe(false)
    await other.kill()
    expect(takeLock(path).held).toBe(true)
  })

  test('goes to one alone when many find a dead one at once', async () => {
    writeFileSync(path, JSON.stringify({ pid: 1, startedAt: 'long ago', note: {} }))
    const all = Array.from({ length: 8 }, contender)
    const answers = await Promise.all(all.map(({ answer }) => answer))
    await Promise.all(all.map(({ kill }) => kill()))
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
  })

  test('is not held by a process that has only the same number', () => {
    writeFileSync(path, JSON.stringify({ ...identityOf(process.pid), startedAt: 'another start', note: {} }))
    expect(takeLock(path).held).toBe(true)
  })

  test('that was cut short by a power failure holds nobody up', () => {
    writeFileSync(path, '{"pid":')
    expect(takeLock(path).held).toBe(true)
  })
})
