import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canEnter, canRun, serverAccount } from './account.ts'
import { installedServer, serverFor } from './binaries.ts'
import { dataFolderOf } from './data-folder.ts'

let parent: string
let clone: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'clone-'))
  chmodSync(parent, 0o755)
  clone = join(parent, 'med mellanslag')
  mkdirSync(clone)
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const account = serverAccount()

// Which of the two can be tried depends on who runs the tests.
if (account) describe('started as root', asRoot)
else describe('started as an ordinary user', asOrdinaryUser)

function asRoot() {
  test('data stays in the clone where the account of the server can enter', () => {
    expect(dataFolderOf(clone)).toEqual({ path: join(clone, '.data'), unusual: false })
    expect(canEnter(account, join(clone, '.data'))).toBe(true)
  })

  test('data moves to /var/lib, one folder per clone, where a parent folder is closed', () => {
    chmodSync(parent, 0o700)
    const { path, unusual } = dataFolderOf(clone)
    try {
      expect(unusual).toBe(true)
      expect(path).toMatch(/^\/var\/lib\/samverkansportalen\/[0-9a-f]{16}$/)
      expect(canEnter(account, path)).toBe(true)
      expect(dataFolderOf(clone).path).toBe(path)
    } finally {
      rmSync(path, { recursive: true })
    }
  })

  test('a strict umask does not shut the server out', () => {
    const before = process.umask(0o077)
    try {
      expect(canEnter(account, dataFolderOf(clone).path)).toBe(true)
    } finally {
      process.umask(before)
    }
  })

  test('the server is copied out of a folder that its account cannot read', () => {
    const installed = installedServer()
    const closed = join(parent, 'closed')
    cpSync(installed.folder, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
    chmodSync(closed, 0o700)
    const { postgres } = serverFor(account, join(parent, 'copy'), { folder: join(closed, 'native'), version: installed.version })
    expect(postgres).toBe(join(parent, 'copy', installed.version, 'bin', 'postgres'))
    expect(canRun(account, postgres)).toBe(true)
  })
}

function asOrdinaryUser() {
  test('data stays in the clone and is for this user alone', () => {
    const { path, unusual } = dataFolderOf(clone)
    expect({ path, unusual }).toEqual({ path: join(clone, '.data'), unusual: false })
    expect(statSync(path).mode & 0o777).toBe(0o700)
  })
}
