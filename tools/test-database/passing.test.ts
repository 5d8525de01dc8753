import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverAccount } from '../postgres/account.ts'
import { passingFolder } from './passing.ts'

let clone: string
const onDisk = '/the/data/of/the/clone'
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'clone-'))
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

test('on the disk where there is no memory to write to, or where what is there is a folder like any other', () => {
  expect(passingFolder(clone, onDisk, '/nowhere')).toBe(onDisk)
  expect(passingFolder(clone, onDisk, clone)).toBe(onDisk)
})

test('in memory a folder per clone and account that nobody else can list', () => {
  const folder = passingFolder(clone, onDisk)
  if (folder === onDisk) return // no tmpfs on this system, or too little of it
  expect(folder).toMatch(/^\/dev\/shm\/samverkansportalen-\d+-[0-9a-f]{16}$/)
  expect(statSync(folder).mode & 0o777).toBe(serverAccount() ? 0o711 : 0o700)
  expect(passingFolder(clone, onDisk)).toBe(folder)
  // Somebody else got there first: the name is known, the memory everybody's.
  rmSync(folder, { recursive: true })
  symlinkSync(clone, join('/dev/shm', basename(folder)))
  expect(passingFolder(clone, onDisk)).toBe(onDisk)
  rmSync(folder)
})

test('what a clone that has been removed kept in memory is forgotten when the next one comes', () => {
  const [gone, next] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'clone-')))
  const kept = passingFolder(gone!, onDisk)
  rmSync(gone!, { recursive: true })
  const folder = passingFolder(next!, onDisk)
  expect(existsSync(kept)).toBe(false)
  expect(existsSync(folder)).toBe(folder !== onDisk)
  rmSync(next!, { recursive: true })
  if (folder !== onDisk) rmSync(folder, { recursive: true })
})
