import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Children, type ChildPlan } from './children.ts'

let folder: string
let children: Children
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'children-'))
  children = new Children(join(folder, 'processes.json'))
})
afterEach(async () => {
  await children.stopAll(['taken', 'other'])
  rmSync(folder, { recursive: true, force: true })
})

/** A program that notes that it ran and ends with this code. */
const ending = (name: string, code: number): ChildPlan => {
  writeFileSync(join(folder, name), '')
  const script = `require('fs').appendFileSync(process.argv[1], 'x'); process.exit(${code})`
  return { name, title: name, command: [process.execPath, '-e', script, join(folder, name)], env: process.env, logFolder: folder }
}
const runs = (name: string) => readFileSync(join(folder, name), 'utf8').length

test('what ends for something that only a person can mend is told of and not started again; what ends otherwise is', async () => {
  const again = new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (runs('other') < 3) return
      watcher.close()
      resolve()
    })
    writeFileSync(join(folder, 'other'), '')
  })
  await new Promise<void>((tell) => children.start({ ...ending('taken', 98), endsFor: { code: 98, tell } }))
  children.start({ ...ending('other', 1), endsFor: { code: 98, tell: () => {} } })
  // Twice after the shortest wait, which the first one has had as well.
  await again
  expect(runs('taken')).toBe(1)
})
