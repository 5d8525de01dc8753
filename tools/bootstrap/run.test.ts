import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** A clone with nothing in it but the bootstrap, and a program in pnpm's place that notes how it was called. */
let clone: string
const at = (path: string) => join(clone, path)
const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}
type Call = { args: string[]; cache?: string; data?: string }
const calls = (): Call[] =>
  readFileSync(at('calls'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Call)
const installer = (then: string) =>
  write(
    'tools/bootstrap/pnpm/node_modules/pnpm/bin/pnpm.cjs',
    `const fs = require('fs')
     fs.appendFileSync(${JSON.stringify(at('calls'))}, JSON.stringify({ args: process.argv.slice(2), cache: process.env.npm_config_cache, data: process.env.XDG_DATA_HOME }) + '\\n')
     ${then}`,
  )
const installs = `for (const folder of ['', 'prisma/', 'tools/']) fs.mkdirSync(folder + 'node_modules', { recursive: true })`

beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), 'bootstrap-')))
  write('tools/bootstrap/run.cjs', '')
  copyFileSync(join(import.meta.dirname, 'run.cjs'), at('tools/bootstrap/run.cjs'))
  write('tools/sbom/main.ts', `process.stdout.write('the command ran\\n')`)
  for (const folder of ['apps', 'packages', 'prisma']) mkdirSync(at(folder))
  for (const file of ['pnpm-lock.yaml', 'calls']) write(file, '')
  write('package.json', '{}')
  write('tools/bootstrap/pnpm/package-lock.json', '{}')
  // As run.cjs notes that pnpm is in place.
  const held = createHash('sha256').update('').update('/tools/bootstrap/pnpm/package-lock.json\0{}\0').digest('hex')
  write('tools/bootstrap/pnpm/node_modules/.samverkan-installed', held)
  installer(installs)
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

function run(env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
  const { npm_config_cache: _cache, ...shell } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [at('tools/bootstrap/run.cjs'), 'sbom'],
      { env: { ...shell, HOME: at('home'), ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    )
  })
}

test('what is installed stays when another Node comes first on PATH, and is installed anew when the lock has changed', async () => {
  expect(await run()).toMatchObject({ code: 0, output: expect.stringContaining('the command ran') })
  expect(calls()).toHaveLength(1)
  write('other-node.cjs', `Object.defineProperty(process, 'version', { value: 'v24.99.0' })`)
  expect(await run({ NODE_OPTIONS: `--require ${at('other-node.cjs')}` })).toMatchObject({ code: 0, output: 'the command ran\n' })
  expect(calls()).toHaveLength(1)
  appendFileSync(at('pnpm-lock.yaml'), 'more')
  await run()
  expect(calls()).toHaveLength(2)
})

test('where nothing can be written at home, what is fetched is kept in the clone, and it says so', async () => {
  const { code, output } = await run({ HOME: '/dev/null' })
  expect(code).toBe(0)
  expect(output).toContain(`· I hemmappan /dev/null går det inte att skriva. Det som hämtas läggs i ${at('.cache')} i stället.\n`)
  expect(calls()).toEqual([
    { args: expect.arrayContaining([`--store-dir=${at('.cache/store')}`]), cache: at('.cache/npm'), data: at('.cache/data') },
  ])
})

test('somebody’s own cache is left to them', async () => {
  const { output } = await run({ HOME: '/dev/null', npm_config_cache: at('mine') })
  expect(output).not.toContain('hemmappan')
  expect(calls()).toMatchObject([{ cache: at('mine') }])
})

test.each([
  [`EACCES: permission denied, mkdir '/closed/place'`, 'I /closed/place går det inte att skriva. Kör som det konto som äger klonen'],
  ['ENOSPC: no space left on device, write', 'Disken är full.'],
  [
    'request to https://registry.example failed, reason: getaddrinfo ENOTFOUND registry.example',
    'Finns det nätverk? Paketregistret svarade inte.',
  ],
])('%s is told as what it is', async (words, told) => {
  installer(`console.error(${JSON.stringify(words)}); process.exit(1)`)
  const { code, output } = await run()
  expect(code).toBe(1)
  expect(output).toContain(`Programbiblioteken gick inte att hämta. ${told}`)
  expect(output).toContain(words)
  expect(output.includes('nätverk')).toBe(told.includes('nätverk'))
})
