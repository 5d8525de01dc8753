import { z } from 'zod'

const key = z.object({ version: z.int().positive(), secret: z.instanceof(Buffer) })
export type SecretKey = z.infer<typeof key>

const secretKeys = z.string().transform((given, context): SecretKey[] => {
  const keys = given.split(',').map((part) => {
    const [version, secret] = part.split(':', 2)
    return { version: Number(version), secret: Buffer.from(secret ?? '', 'base64') }
  })
  if (keys.some((k) => !Number.isInteger(k.version) || k.version < 1 || k.secret.length < 32)) {
    context.addIssue('SECRET_KEYS is "1:<base64 of at least 32 bytes>", several separated by commas, the last one current')
    return z.NEVER
  }
  return keys
})

/** `1:<base64>,2:<base64>`, the last one current. Throws when a key is missing or too short. */
export const parseSecretKeys = (given: string): SecretKey[] => secretKeys.parse(given)

const shape = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  /** Addresses or networks of our own reverse proxy, separated by commas; only its X-Forwarded-For is believed (security.md E13). */
  TRUSTED_PROXY: z
    .string()
    .regex(/^[\da-fA-F.:/, ]*$/)
    .default(''),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
  SMTP_URL: z.string().min(1).optional(),
  MAIL_FROM: z.string().default('Samverkansportalen <inkallning@samverkansportalen.example>'),
  SECRET_KEYS: secretKeys,
  DEMO: z.stringbool().default(false),
  WEB_DIST: z.string().optional(),
  MAIL_PAGE_URL: z.url().optional(),
  /** A folder on the disk where the database lies, when that is a disk of this machine. */
  STORAGE_FOLDER: z.string().optional(),
  /** Megabytes of it that are kept for call-outs and their answers. */
  STORAGE_RESERVE_MB: z.coerce.number().int().min(0).default(200),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Idle and absolute life of a session, in minutes (security.md B4; docs/security.md says why). */
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .positive()
    .default(12 * 60),
  SESSION_LIFE_MINUTES: z.coerce
    .number()
    .int()
    .positive()
    .default(72 * 60),
})

export type Config = {
  host: string
  port: number
  publicUrl: string
  /** Exact origins from which a state-changing request may come (security.md B9, B10). */
  origins: readonly string[]
  trustedProxies: readonly string[]
  databaseUrl: string
  databasePool: number
  smtpUrl: string | null
  mailFrom: string
  keys: readonly SecretKey[]
  isDemo: boolean
  webDist: string | null
  mailPageUrl: string | null
  storageFolder: string | null
  storageReserveMb: number
  logLevel: z.infer<typeof shape>['LOG_LEVEL']
  sessionIdleMinutes: number
  sessionLifeMinutes: number
}

/** Empty for a socket of this machine and for what is no address. */
const databaseHostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '') || 'localhost'
const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

/**
 * Reads and judges the environment once. Throws with one plain sentence per fault: outside loopback the address must be
 * https, and the demo lives on loopback only (security.md B10).
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const parsed = shape.safeParse(env)
  if (!parsed.success)
    throw new Error(`The settings do not hold:\n${parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')}`)
  const e = parsed.data
  const url = new URL(e.PUBLIC_URL)
  if (!isLoopback(url.hostname) && url.protocol !== 'https:') throw new Error(`PUBLIC_URL must begin with https:// (it is ${e.PUBLIC_URL})`)
  if (e.DEMO && (!isLoopback(url.hostname) || !isLoopback(e.HOST)))
    throw new Error('The demo runs on this machine only: HOST and PUBLIC_URL must be loopback')
  // The demo's own database is on this machine: one that is elsewhere is somebody's, and would be open to whoever comes by.
  if (e.DEMO && !isLoopback(databaseHostOf(e.DATABASE_URL)))
    throw new Error('The demo runs with its own database on this machine only: leave out DEMO, or give a DATABASE_URL on this machine')
  const twin = isLoopback(url.hostname)
    ? ['localhost', '127.0.0.1'].map((host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`)
    : [url.origin]
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
    origins: twin,
    trustedProxies: e.TRUSTED_PROXY.split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    keys: e.SECRET_KEYS,
    isDemo: e.DEMO,
    webDist: e.WEB_DIST ?? null,
    mailPageUrl: e.DEMO ? (e.MAIL_PAGE_URL ?? null) : null,
    storageFolder: e.STORAGE_FOLDER ?? null,
    storageReserveMb: e.STORAGE_RESERVE_MB,
    logLevel: e.LOG_LEVEL,
    sessionIdleMinutes: e.SESSION_IDLE_MINUTES,
    sessionLifeMinutes: e.SESSION_LIFE_MINUTES,
  }
}
