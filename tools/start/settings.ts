import { resolve } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'

export type Settings = {
  port: number
  host: string
  publicUrl: string
  isDev: boolean
  reset: boolean
  /** Another data folder than the clone's own: a second portal beside the first. */
  dataDir?: string
  /** An outside database; absent means the embedded one, and with it the demo. */
  external?: { ownerUrl: string; appUrl?: string; workerUrl?: string }
  smtpUrl?: string
  mailFrom: string
  secretKeys?: string
  /** The keys that the database was signed with are lost; go on with these. */
  acceptsNewKeys: boolean
}

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1', '[::1]']
export const isLoopback = (host: string) => LOOPBACK_HOSTS.includes(host)

/** Reads what the operator said and refuses combinations that would be unsafe (security.md B10), each with what to do instead. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const unknown = args.find((arg) => !['--dev', '--reset'].includes(arg))
  if (unknown) throw new SetupProblem(`Okänt val: ${unknown}. Möjliga val: --reset (börja om med en ny demo).`)
  const port = readPort(env['PORT'])
  const host = env['HOST'] || '127.0.0.1'
  const ownerUrl = env['DATABASE_URL'] || undefined
  const isDev = args.includes('--dev')
  const reset = args.includes('--reset')
  if (reset && ownerUrl)
    throw new SetupProblem('--reset gäller bara den inbyggda databasen. Ta bort DATABASE_URL, eller töm er egen databas själva.')
  const publicUrl = readPublicUrl(env['PUBLIC_URL'], port)
  const isLocal = isLoopback(publicUrl.hostname)
  if (!ownerUrl) assertDemoStaysHere(host, publicUrl)
  else if (publicUrl.protocol !== 'https:' && (!isLocal || !isLoopback(host))) {
    throw new SetupProblem(
      `PUBLIC_URL är ${publicUrl.origin}, men portalen får bara köras över https när andra datorer når den. ` +
        'Ange den adress som användarna skriver, till exempel PUBLIC_URL=https://samverkan.example, och låt en proxy stå för certifikatet.',
    )
  }
  const smtpUrl = env['SMTP_URL'] || undefined
  if (ownerUrl && !isLocal && !smtpUrl) {
    throw new SetupProblem(
      'SMTP_URL saknas. Utan e-postserver kan ingen kallas in. Exempel: SMTP_URL=smtps://användare:lösenord@mail.example:465',
    )
  }
  return {
    port,
    host,
    publicUrl: publicUrl.origin,
    isDev,
    reset,
    mailFrom: env['MAIL_FROM'] || `Samverkansportalen <inkallning@${isLocal ? 'samverkan.example' : publicUrl.hostname}>`,
    ...(env['DATA_DIR'] ? { dataDir: resolve(env['DATA_DIR']) } : {}),
    ...(smtpUrl ? { smtpUrl } : {}),
    acceptsNewKeys: env['NEW_SECRET_KEYS'] === '1',
    ...(env['SECRET_KEYS'] ? { secretKeys: env['SECRET_KEYS'] } : {}),
    ...(ownerUrl ? { external: outside(ownerUrl, env) } : {}),
  }
}

function outside(ownerUrl: string, env: NodeJS.ProcessEnv): NonNullable<Settings['external']> {
  const appUrl = env['APP_DATABASE_URL'] || undefined
  const workerUrl = env['WORKER_DATABASE_URL'] || undefined
  if (!URL.canParse(ownerUrl) || !/^postgres(ql)?:$/.test(new URL(ownerUrl).protocol)) {
    throw new SetupProblem('DATABASE_URL går inte att läsa. Den ser ut så här: postgres://användare:lösenord@värd:5432/databas')
  }
  if ((appUrl === undefined) !== (workerUrl === undefined)) {
    throw new SetupProblem('Ange både APP_DATABASE_URL och WORKER_DATABASE_URL, eller ingen av dem.')
  }
  return { ownerUrl, ...(appUrl ? { appUrl } : {}), ...(workerUrl ? { workerUrl } : {}) }
}

function readPort(text = '3000'): number {
  const port = Number(text || '3000')
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new SetupProblem(`PORT ska vara ett tal mellan 1 och 65535, inte ”${text}”.`)
}

function readPublicUrl(text: string | undefined, port: number): URL {
  const wanted = text || `http://localhost:${port}`
  if (!URL.canParse(wanted) || !/^https?:$/.test(new URL(wanted).protocol)) {
    throw new SetupProblem(`PUBLIC_URL går inte att läsa: ”${wanted}”. Exempel: https://samverkan.example`)
  }
  const url = new URL(wanted)
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new SetupProblem(`PUBLIC_URL ska bara vara adressens början, till exempel https://samverkan.example, inte ”${wanted}”.`)
  }
  return url
}

/** One-tap log-in is for this machine alone. */
function assertDemoStaysHere(host: string, publicUrl: URL): void {
  if (isLoopback(host) && isLoopback(publicUrl.hostname)) return
  throw new SetupProblem(
    'Demon går bara att nå från den egna datorn, eftersom vem som helst kan logga in i den. Ta bort HOST och PUBLIC_URL – eller ange en egen databas i DATABASE_URL för att köra portalen på riktigt.',
  )
}
