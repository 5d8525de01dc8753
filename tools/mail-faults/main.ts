import { startFaultControl, startFaultySmtp } from './faulty-smtp.ts'

// node tools/mail-faults/main.ts – prints where it listens; POST {"address":"a@b.example","fault":"reject-451","times":2} to steer it.
const smtp = await startFaultySmtp({ port: Number(process.env['SMTP_PORT'] ?? 0) })
const control = await startFaultControl(smtp, Number(process.env['CONTROL_PORT'] ?? 0))
process.stdout.write(`${JSON.stringify({ smtpUrl: smtp.url, controlUrl: control.url })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([smtp.stop(), control.stop()]).then(() => process.exit(0)))
}
