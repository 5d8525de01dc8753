import { verify } from '@node-rs/argon2'
import type { Environment } from '../environment.ts'
import { median, type Outcome } from '../outcome.ts'
import { logInRequest } from '../session.ts'

const ROUNDS = 60
const WARM_UP = 10

/** One at a time, in turns: what a person waits for, beside the hash that nobody can do without. */
export async function logIn(environment: Environment): Promise<Outcome[]> {
  const portal = await environment.portal()
  const [account] = await environment.owner<{ hash: string }>(
    `SELECT password_hash AS hash FROM user_accounts WHERE email = 'tib@demo.example'`,
  )
  const hash = account?.hash ?? ''
  const request = logInRequest(portal, 'tib')
  const given = JSON.parse(request.body as string) as { password: string }
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const whole: number[] = []
  const bare: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const a = await timed(async () => {
      const response = await fetch(`${portal.url}/api/sessions`, request)
      await response.arrayBuffer()
      if (response.status !== 201) throw new Error(`log-in answered ${response.status}`)
    })
    const b = await timed(async () => {
      if (!(await verify(hash, given.password))) throw new Error('the password does not match')
    })
    if (round < WARM_UP) continue
    whole.push(a)
    bare.push(b)
  }
  return [
    {
      what: 'log-in, from request to cookie',
      portal: `${median(whole).toFixed(1)} ms`,
      beside: `argon2id verify alone, in a process that does nothing else ${median(bare).toFixed(1)} ms`,
      value: median(whole.map((ms, round) => ms / bare[round]!)),
      unit: '×',
      bound: { atMost: 1.2 },
    },
  ]
}
