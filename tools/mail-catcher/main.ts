import { startCatcher } from './catcher.ts'

// A process of its own, so that a mail "handed over" has really left the API and the worker.
const port = (name: string) => Number(process.env[name] ?? 0)
const folder = process.env['MAIL_DIR']
if (!folder) throw new Error('MAIL_DIR is not set')

const catcher = await startCatcher({ folder, smtpPort: port('SMTP_PORT'), pagePort: port('MAIL_PAGE_PORT') })
process.stdout.write(`${JSON.stringify({ smtpUrl: catcher.smtpUrl, pageUrl: catcher.pageUrl })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void catcher.stop().then(() => process.exit(0)))
