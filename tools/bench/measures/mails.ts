import type { Environment } from '../environment.ts'
import { MAILS, press } from '../incident.ts'
import { median, type Outcome } from '../outcome.ts'
import { cookieOf } from '../session.ts'

const ROUNDS = 3

/** From the press to the last mail that the mail server has taken: real worker, real SMTP, every mail flushed to the disk there. */
export async function mails(environment: Environment): Promise<Outcome[]> {
  const cookie = await cookieOf(await environment.portal(), 'tib')
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round++) seconds.push((await press(environment, cookie)).seconds)
  return [
    {
      what: `press → ${MAILS} mails handed over`,
      portal: `${ROUNDS} presses: ${seconds.map((s) => s.toFixed(2)).join(', ')} s`,
      beside: 'time alone: the first press meets a cold worker',
      value: median(seconds),
      unit: 's',
      bound: { atMost: 3 },
    },
  ]
}
