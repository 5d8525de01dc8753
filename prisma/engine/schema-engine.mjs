#!/usr/bin/env node
// Prisma's command line downloads a native program for everything that touches a database; where nothing may be downloaded this stands
// in for it. Drop-in for Prisma's native `schema-engine` binary: same JSON-RPC over stdio, backed by @prisma/schema-engine-wasm + @prisma/adapter-pg.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import readline from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg'

const argv = process.argv.slice(2)
if (argv.includes('--version') || argv.includes('-V')) {
  console.log('schema-engine-wasm shim')
  process.exit(0)
}
const { values, positionals } = parseArgs({
  args: argv,
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
})
const url = (values.datasource ? JSON.parse(values.datasource).url : undefined) ?? process.env.DATABASE_URL
const log = (level, message, extra = {}) =>
  process.stderr.write(
    JSON.stringify({ timestamp: new Date().toISOString(), level, fields: { message, ...extra }, target: 'schema_engine::logger' }) + '\n',
  )

if (positionals[0] === 'cli') {
  log('INFO', 'schema-engine-wasm shim') // the CLI drops the first stderr line
  const u = new URL(url),
    db = decodeURIComponent(u.pathname.slice(1))
  if (positionals[1] === 'create-database') u.pathname = '/postgres'
  const c = new pg.Client({ connectionString: u.toString() })
  try {
    await c.connect()
    if (positionals[1] === 'create-database') await c.query(`CREATE DATABASE ${pg.escapeIdentifier(db)}`)
    if (positionals[1] === 'drop-database') throw new Error('not supported')
    await c.end()
    process.exit(0)
  } catch (e) {
    log('ERROR', e.message, { error_code: e.code === '3D000' ? 'P1003' : e.code === 'ECONNREFUSED' ? 'P1001' : 'P1000' })
    process.exit(1)
  }
}

const wasmPath = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  .replace(/\.js$/, '.wasm')
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { './schema_engine_bg.js': bg })
bg.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

const CHAR = ColumnTypeEnum.Character
async function open(cfg, onClose) {
  const pool = new pg.Pool({ ...cfg, max: 2 })
  const adapter = await new PrismaPg(pool).connect()
  // adapter-pg splits scripts on every ';' (breaks $$ bodies): send the script whole, simple protocol
  adapter.executeScript = async (sql) => {
    try {
      await pool.query(sql)
    } catch (e) {
      adapter.onError(e)
    }
  }
  // adapter-pg knows no "char" (oid 18), which the catalog queries return
  const perform = adapter.performIO.bind(adapter)
  adapter.queryRaw = async (query) => {
    // PG 18: NOT NULL constraints are rows in pg_constraint (prisma/orm#29635)
    const sql = query.sql.replace(/contype NOT IN \('p', 'u', 'f'\)/g, "contype NOT IN ('p', 'u', 'f', 'n')")
    const { fields, rows } = await perform({ ...query, sql })
    const chars = new Set(fields.flatMap((f, i) => (f.dataTypeID === 18 ? [i] : [])))
    adapter.performIO = async () => ({ fields: fields.map((f, i) => (chars.has(i) ? { ...f, dataTypeID: 25 } : f)), rows })
    try {
      const r = await PrismaProto.queryRaw.call(adapter, query)
      for (const i of chars) r.columnTypes[i] = CHAR
      return r
    } finally {
      adapter.performIO = perform
    }
  }
  const PrismaProto = Object.getPrototypeOf(Object.getPrototypeOf(adapter))
  adapter.dispose = async () => {
    await pool.end()
    await onClose?.()
  }
  return adapter
}
function makeFactory(url) {
  const u = new URL(url) // discrete fields: adapter-pg's connectToShadowDb() keeps connectionString, which wins over `database`
  const cfg = {
    host: u.hostname,
    port: +(u.port || 5432),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    database: decodeURIComponent(u.pathname.slice(1)),
  }
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(cfg),
    async connectToShadowDb() {
      const database = 'prisma_migrate_shadow_db_' + crypto.randomUUID()
      const run = async (sql) => {
        const c = new pg.Client({ ...cfg })
        await c.connect()
        try {
          await c.query(sql)
        } finally {
          await c.end()
        }
      }
      await run(`CREATE DATABASE "${database}"`)
      return open({ ...cfg, database }, () => run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`))
    },
  }
}
let engine
const getEngine = () =>
  (engine ??= (async () => {
    const factory = bindMigrationAwareSqlAdapterFactory(makeFactory(url))
    const datamodels = values.datamodels?.map((p) => [p, readFileSync(p, 'utf8')])
    return bg.SchemaEngine.new({ datamodels }, () => {}, factory)
  })())
const rename = { getDatabaseVersion: 'version', migrateDiff: 'diff' }
const send = (o) => process.stdout.write(JSON.stringify(o) + '\n')
let nextId = 1e6
const rl = readline.createInterface({ input: process.stdin, crlfDelay: Infinity })
let pending = Promise.resolve()
rl.on('line', (line) => {
  const m = JSON.parse(line)
  if (!m.method) return // answer to our print()
  pending = pending.then(async () => {
    try {
      const e = await getEngine()
      const result = await e[rename[m.method] ?? m.method](m.params ?? {})
      if (m.method === 'diff' && result?.stdout) send({ jsonrpc: '2.0', id: nextId++, method: 'print', params: { content: result.stdout } })
      send({ jsonrpc: '2.0', id: m.id, result: result ?? null })
    } catch (e) {
      const code = e.code ?? /^(P\d{4})/.exec(e.message)?.[1]
      send({
        jsonrpc: '2.0',
        id: m.id,
        error: {
          code: 4466,
          message: 'An error happened. Check the data field for details.',
          data: { is_panic: false, message: e.message ?? String(e), meta: e.meta ?? null, error_code: code },
        },
      })
    }
  })
})
rl.on('close', () => void pending.then(() => process.exit(0)))
