import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test, vi } from 'vitest'
import { logWriter } from './log-writer.ts'

const refused = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code })
const tell = (lost: number, code: string): string => `{"msg":"${lost} lines of the log could not be written","code":"${code}"}`

/** A disk with room for so many bytes. */
const disk = (room: number) => {
  const kept: Buffer[] = []
  const state = { room, code: 'ENOSPC' }
  const put = (bytes: Buffer): number => {
    if (state.room <= 0) throw refused(state.code)
    const taken = bytes.subarray(0, state.room)
    kept.push(Buffer.from(taken))
    state.room -= taken.length
    return taken.length
  }
  return { state, put, text: () => Buffer.concat(kept).toString('utf8') }
}

test.each(['ENOSPC', 'EDQUOT', 'EIO', 'EPIPE'])(
  'a line that is refused with %s is dropped and counted, and said once when there is room again',
  (code) => {
    const { state, put, text } = disk(0)
    state.code = code
    const log = logWriter(1, { put, tell })
    for (const n of [1, 2, 3]) log.write(`{"n":${n}}\n`)
    expect(text()).toBe('')
    state.room = 1_000
    log.write('{"n":4}\n')
    log.write('{"n":5}\n')
    expect(text()).toBe(`${tell(3, code)}\n{"n":4}\n{"n":5}\n`)
  },
)

test('a line that was cut by the end of the disk ends there: all that follow can be read', () => {
  const { state, put, text } = disk(12)
  const log = logWriter(1, { put, tell })
  log.write('{"n":1}\n')
  log.write('{"n":2}\n')
  log.write('{"n":3}\n')
  expect(text()).toBe('{"n":1}\n{"n"')
  state.room = 1_000
  log.write('{"n":4}\n')
  expect(text()).toBe(`{"n":1}\n{"n"\n${tell(2, 'ENOSPC')}\n{"n":4}\n`)
})

test('room for the notice alone, or for a part of it, loses no count', () => {
  const { state, put, text } = disk(0)
  const log = logWriter(1, { put, tell })
  log.write('{"n":1}\n')
  state.room = 10
  log.write('{"n":2}\n')
  state.room = 1_000
  log.write('{"n":3}\n')
  expect(text().split('\n').slice(1)).toEqual([tell(2, 'ENOSPC'), '{"n":3}', ''])
})

test('a pipe whose reader is behind for a moment loses nothing, and keeps the order', () => {
  vi.useFakeTimers()
  try {
    const { state, put, text } = disk(4)
    state.code = 'EAGAIN'
    const log = logWriter(1, { put, tell })
    for (const n of [1, 2]) log.write(`{"n":${n}}\n`)
    state.room = 1_000
    log.write('{"n":3}\n')
    vi.advanceTimersByTime(100)
    log.write('{"n":4}\n')
    expect(text()).toBe('{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n')
  } finally {
    vi.useRealTimers()
  }
})

test('a reader that stays away costs lines and not memory', () => {
  vi.useFakeTimers()
  try {
    const { state, put, text } = disk(0)
    state.code = 'EAGAIN'
    const log = logWriter(1, { put, tell })
    const line = `${'x'.repeat(999)}\n`
    for (let n = 0; n < 2_000; n++) log.write(line)
    state.room = 10_000_000
    vi.advanceTimersByTime(100)
    log.write('{"last":1}\n')
    const lines = text().trimEnd().split('\n')
    const lost = lines.flatMap((one) => /(\d+) lines/.exec(one)?.[1] ?? [])
    expect(lost.map(Number).reduce((all, n) => all + n, 0) + lines.filter((one) => one === line.trimEnd()).length).toBe(2_000)
    expect(lost).not.toEqual([])
    expect(lines.at(-1)).toBe('{"last":1}')
  } finally {
    vi.useRealTimers()
  }
})

test('the log of the portal over a disk that is full goes on, and neither throws nor holds the thread', () => {
  const { put } = disk(0)
  const { log } = Fastify({ logger: { stream: logWriter(1, { tell, put }) } })
  for (let n = 0; n < 100; n++) expect(() => log.info({ n }, 'answered')).not.toThrow()
})

test('what a file takes stands in it as it was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-writer-'))
  try {
    const file = join(folder, 'log')
    const fd = openSync(file, 'a')
    logWriter(fd, { tell }).write('{"msg":"åäö"}\n')
    closeSync(fd)
    expect(readFileSync(file, 'utf8')).toBe('{"msg":"åäö"}\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
