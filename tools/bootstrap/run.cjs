// Runs on whatever Node the newcomer has (14 or newer), so: CommonJS, old syntax, nothing but Node's own modules.
// It sees to it that Node 24 and every library are in place, then runs the command.
'use strict'
const { spawn } = require('child_process')
const { createHash } = require('crypto')
const fs = require('fs')
const os = require('os')
const path = require('path')

const ROOT = path.resolve(__dirname, '..', '..')
const COMMANDS = {
  start: ['tools/start/main.ts'],
  dev: ['tools/start/main.ts', '--dev'],
  build: ['tools/start/build.ts'],
  'build:openapi': ['apps/api/src/build-openapi.ts'],
  test: ['tools/test/main.ts'],
  'test:deep': ['tools/test/main.ts', '--deep'],
  check: ['tools/test/main.ts', 'lint', 'types'],
  'test:e2e': ['tools/test/main.ts', 'e2e'],
  'test:security': ['tools/security/main.ts'],
  sbom: ['tools/sbom/main.ts'],
  bench: ['tools/bench/main.ts'],
  'db:migrate': ['tools/database/migrate.ts'],
  'db:diff': ['tools/database/diff.ts'],
  'db:verify-journal': ['tools/database/verify-journal.ts'],
  'db:backup': ['tools/backup/main.ts', 'backup'],
  'db:restore': ['tools/backup/main.ts', 'restore'],
}

const name = process.argv[2]
if (!Object.prototype.hasOwnProperty.call(COMMANDS, name)) {
  console.error('Kommandon: ' + Object.keys(COMMANDS).join(', '))
  process.exit(2)
}
const env = cleanEnvironment()
const installerFlags = []
const say = (text) => console.log('· ' + text)

main().catch((error) => {
  console.error('\n' + error.message)
  process.exit(1)
})

async function main() {
  ownCaches()
  const bin = await modernNode()
  env.PATH = (bin || path.dirname(process.execPath)) + path.delimiter + env.PATH
  await libraries()
  env.PATH = path.join(ROOT, 'node_modules', '.bin') + path.delimiter + env.PATH
  await runCommand(bin ? path.join(bin, 'node') : process.execPath)
}

/** npm tells its scripts about itself through the environment; a second npm or pnpm must not take that for its own settings. */
function cleanEnvironment() {
  const kept =
    /^npm_config_(registry|userconfig|globalconfig|cache|cafile|ca|proxy|https_proxy|https-proxy|noproxy|strict_ssl|strict-ssl)$/i
  const clean = {}
  for (const key of Object.keys(process.env)) {
    if (/^npm_/i.test(key) && !kept.test(key)) continue
    clean[key] = process.env[key]
  }
  return clean
}

/**
 * npm and pnpm keep what they fetch in the home folder. Where nothing can be written there – a service account, a container – it is kept in
 * the clone, unless somebody has named another place.
 */
function ownCaches() {
  const home = os.homedir()
  if (env.npm_config_cache || canWrite(path.join(home, '.npm'))) return
  const place = path.join(ROOT, '.cache')
  say('I hemmappan ' + home + ' går det inte att skriva. Det som hämtas läggs i ' + place + ' i stället.')
  env.npm_config_cache = path.join(place, 'npm')
  for (const kind of ['CACHE', 'DATA', 'STATE', 'CONFIG']) env['XDG_' + kind + '_HOME'] = path.join(place, kind.toLowerCase())
  installerFlags.push('--store-dir=' + path.join(place, 'store'))
}

/** Tried, not asked: modes, mounts and containers all have a say. */
function canWrite(folder) {
  const probe = path.join(folder, '.samverkan-' + process.pid)
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(probe, '')
    fs.unlinkSync(probe)
    return true
  } catch (_) {
    return false
  }
}

/** The folder of a Node that is new enough, fetched from npm where the system's is older; nothing when the running one will do. */
async function modernNode() {
  const version = process.versions.node.split('.').map(Number)
  if (version[0] >= 24 || (version[0] === 22 && version[1] >= 22)) return undefined
  const folder = path.join(__dirname, 'node')
  const packageName =
    (process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-' : 'node-') + process.platform + '-' + process.arch
  const bin = path.join(folder, 'node_modules', packageName, 'bin')
  const mark = path.join(folder, 'node_modules', '.samverkan-installed')
  const wanted = hashOf([path.join(folder, 'package-lock.json')])
  if (read(mark) === wanted && fs.existsSync(path.join(bin, 'node'))) return bin
  await oneAtATime(path.join(folder, '.lock'), async () => {
    if (read(mark) === wanted && fs.existsSync(path.join(bin, 'node'))) return
    say('Hämtar Node 24 (den här datorn har ' + process.versions.node + ', som är för gammal). Görs en gång.')
    await quietly(
      'npm',
      ['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
      folder,
      'Node 24 gick inte att hämta.',
    )
    if (!fs.existsSync(path.join(bin, 'node'))) {
      throw new Error(
        'Det finns ingen färdig Node 24 för ' + process.platform + '-' + process.arch + '. Installera Node 24 och försök igen.',
      )
    }
    fs.writeFileSync(mark, wanted)
  })
  return bin
}

/**
 * Installs exactly what the lockfile names; skipped when nothing has changed since the last time. Which Node runs them does not matter: none of
 * them is built for one version of it.
 */
async function libraries() {
  const packages = workspacePackages()
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'].concat(
    packages.map((folder) => folder + '/package.json'),
  )
  const wanted = hashOf(
    files.map((file) => path.join(ROOT, file)),
    process.platform + process.arch,
  )
  const mark = path.join(ROOT, 'node_modules', '.samverkan-installed')
  const isInPlace = () => read(mark) === wanted && packages.every((folder) => fs.existsSync(path.join(ROOT, folder, 'node_modules')))
  if (isInPlace()) return
  await oneAtATime(path.join(ROOT, '.install-lock'), async () => {
    if (isInPlace()) return
    const pnpm = await installer()
    say('Hämtar programbiblioteken. Första gången tar det upp till en minut.')
    const install = [
      pnpm,
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
      '--prod=false',
      '--reporter=append-only',
      '--config.confirmModulesPurge=false',
    ].concat(installerFlags)
    await quietly('node', install, ROOT, 'Programbiblioteken gick inte att hämta.', installProgress())
    fs.writeFileSync(mark, wanted)
    say('Programbiblioteken är på plats.')
  })
}

/**
 * pnpm itself, fetched once and held to the hash in its lockfile: what installs everything else must not be whatever a name leads to today.
 * It is the only program that runs before the libraries' own hashes are looked at.
 */
async function installer() {
  const folder = path.join(__dirname, 'pnpm')
  const script = path.join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')
  const mark = path.join(folder, 'node_modules', '.samverkan-installed')
  const wanted = hashOf([path.join(folder, 'package-lock.json')])
  if (read(mark) === wanted && fs.existsSync(script)) return script
  await quietly(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    folder,
    'Installationsprogrammet pnpm gick inte att hämta.',
  )
  fs.writeFileSync(mark, wanted)
  return script
}

function workspacePackages() {
  const inside = (folder) =>
    fs
      .readdirSync(path.join(ROOT, folder))
      .map((entry) => folder + '/' + entry)
      .filter((entry) => fs.existsSync(path.join(ROOT, entry, 'package.json')))
  return inside('apps').concat(inside('packages'), ['prisma', 'tools'])
}

/** pnpm counts in English and often; a newcomer wants to see that something happens, every few seconds. */
function installProgress() {
  let last = Date.now()
  return (line) => {
    const match = /Progress: resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/.exec(line)
    if (!match || Date.now() - last < 3000) return
    last = Date.now()
    say('  ' + (Number(match[2]) + Number(match[3])) + ' av ' + match[1] + ' bibliotek')
  }
}

/** Runs a tool without its chatter; all of it is shown if it fails. */
function quietly(command, args, cwd, failure, onLine) {
  return new Promise((resolve, reject) => {
    const quietEnv = Object.assign({}, env)
    delete quietEnv.NODE_ENV // "production" would leave out what the web is built with
    const child = spawn(command, args, { cwd, env: quietEnv, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk) => {
      output += chunk
      if (onLine) String(chunk).split('\n').forEach(onLine)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => reject(new Error(failure + ' ' + command + ': ' + error.message)))
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(failure + ' ' + causeIn(output) + 'Så här svarade ' + command + ':\n\n' + output.trim()))
    })
  })
}

/** What is wrong, where the tool's own words say so. */
function causeIn(output) {
  if (/\b(EACCES|EROFS|EPERM)\b/.test(output)) {
    const where = /\b(?:EACCES|EROFS|EPERM)\b[^\n]*?'([^'\n]+)'/.exec(output)
    const place = where ? 'I ' + where[1] : 'I en av mapparna'
    return place + ' går det inte att skriva. Kör som det konto som äger klonen, eller ge kontot rätt att skriva där. '
  }
  if (/\bENOSPC\b/.test(output)) return 'Disken är full. Gör plats och försök igen. '
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output))
    return 'Finns det nätverk? Paketregistret svarade inte. '
  return ''
}

/** Two commands in a fresh clone at once: the second waits for the first one's installation. A dead holder is passed over. */
async function oneAtATime(lock, work) {
  for (let told = false; ; ) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(lock)) {
      removeIfThere(lock)
      continue
    }
    if (!told) say('Väntar på en annan start i samma mapp, som installerar just nu.')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  try {
    await work()
  } finally {
    fs.unlinkSync(lock)
  }
}

function removeIfThere(file) {
  try {
    fs.unlinkSync(file)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

function isAbandoned(lock) {
  const holder = Number(read(lock))
  if (holder) return !isAlive(holder)
  try {
    return Date.now() - fs.statSync(lock).mtimeMs > 2000 // empty: its maker is just about to write, or was killed there
  } catch (_) {
    return false // gone by itself
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function hashOf(files, salt) {
  const hash = createHash('sha256').update(salt || '')
  for (const file of files) hash.update(file.slice(ROOT.length) + '\0' + (read(file) || '') + '\0')
  return hash.digest('hex')
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (_) {
    return undefined
  }
}

/** The command runs until it ends by itself; signals are handed on, and its exit code is ours. */
function runCommand(node) {
  const parts = COMMANDS[name]
  const script = path.join(ROOT, parts[0])
  if (!fs.existsSync(script)) throw new Error('Kommandot ' + name + ' finns inte än.')
  const child = spawn(node, [script].concat(parts.slice(1), process.argv.slice(3)), { cwd: ROOT, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  stopWithNpm(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => process.exit(code === null ? 128 + (os.constants.signals[signal] || 0) : code))
  })
}

/** Where npm itself is killed nobody hands on a signal: then the command is told to stop. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 1000).unref()
}
