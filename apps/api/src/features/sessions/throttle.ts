import type { Config } from '../../config.ts'
import { type Bucket, bucket, type Waits } from '../../lib/throttle.ts'
import { deviceOf, type Ticket, ticketOf } from './devices.ts'

/** Wrong tries that cost no waiting: a person who mistypes, and an office of colleagues behind one address. */
const free = { account: 5, network: 100 }
/**
 * Wrong tries a minute at one account from all unknown devices together: of networks that have guessed wrong within the hour, of those that have not, and
 * with tickets; the last also of one network at all accounts, which lets an office of sixty in while somebody in it guesses.
 */
const perMinute = { seen: 12, fresh: 6, tickets: 6, network: 60 }

/** What is known of whoever tries, beside what they typed. */
export type Guesser = {
  email: string
  /** Null when the client's own address is not known: then nobody shares a bucket with anybody but those who try the same account (A7). */
  network: string | null
  deviceCookie: string | undefined
  ticketCookie: string | undefined
}
type Lane = 'device' | 'open' | 'ticket'
export type Try = {
  lanes: { lane: Lane; buckets: Bucket[] }[]
  /** Of a network that has not guessed wrong for an hour, and of one that has: one of the two is part of the open lane. */
  fresh: Bucket
  seen: Bucket
  /** What may be asked of the database in one go, in this order. */
  asked: Bucket[]
  ticket: Ticket | null
  /** An address of its own place: guesses from one are let in to the work in turn with those of others. */
  from: string
  isKnown: boolean
}

/**
 * The ways in which this try may be let through, best first. A device that this account has been logged in to has a bucket of its own: no stranger can fill
 * it. Everybody else shares one per account and network, one per network, and what an account is tried with in a minute from anywhere – apart for networks
 * that have guessed wrong lately and those that have not. And whoever was sent away by these and came back when told to has one try outside of them.
 */
export const tryOf = ({ email: typed, network, deviceCookie, ticketCookie }: Guesser, keys: Config['keys'], now: Date): Try => {
  const email = typed.trim().toLowerCase()
  const device = deviceOf(keys, deviceCookie, email)
  const from = network ?? ''
  const ticket = ticketOf(keys, ticketCookie, email, from, now)
  const isRipe = ticket !== null && ticket.from <= now
  const fresh = bucket('minute', perMinute.fresh, 'log-in', 'fresh', email)
  const seen = bucket('minute', perMinute.seen, 'log-in', 'seen', email)
  const pair = bucket('growing', free.account, 'log-in', 'pair', email, from)
  const lanes: Try['lanes'] = device
    ? [{ lane: 'device', buckets: [bucket('growing', free.account, 'log-in', 'device', email, device)] }]
    : [
        { lane: 'open', buckets: network === null ? [pair] : [pair, bucket('growing', free.network, 'log-in', 'network', network)] },
        ...(isRipe
          ? [
              {
                lane: 'ticket' as const,
                buckets: [
                  bucket('once', 1, 'log-in', 'ticket', ticket.id),
                  bucket('minute', perMinute.tickets, 'log-in', 'tickets', email),
                  ...(network === null ? [] : [bucket('minute', perMinute.network, 'log-in', 'tickets-from', network)]),
                ],
              },
            ]
          : []),
      ]
  const asked = [...lanes.flatMap(({ buckets }) => buckets), fresh, seen]
  return { lanes, fresh, seen, asked, ticket, from: network ?? email, isKnown: device !== null }
}

export type Verdict =
  /** `counted`: where a wrong guess is counted; `forgotten`: what the right one wipes out, if there is anything. */
  { ok: true; counted: Bucket[]; forgotten: Buffer | null } | { ok: false; seconds: number }

/** Whether this try is let through, and by which way; `waits` in the order of `asked`. */
export const judge = (one: Try, waits: Waits): Verdict => {
  const at = (b: Bucket): number => one.asked.indexOf(b)
  const secondsOf = (buckets: readonly Bucket[]): number => Math.max(0, ...buckets.map((b) => waits.seconds[at(b)] ?? 0))
  let least = Number.POSITIVE_INFINITY
  for (const { lane, buckets } of one.lanes) {
    const network = buckets[1]
    const wide = lane === 'open' && network ? [network && waits.recent[at(network)] ? one.seen : one.fresh] : []
    const all = [...buckets, ...wide]
    const seconds = secondsOf(all)
    const [first] = buckets
    if (seconds === 0) return { ok: true, counted: all, forgotten: first && waits.recent[at(first)] ? first.key : null }
    // A ticket that has been used says nothing about when to come again.
    if (lane !== 'ticket') least = Math.min(least, seconds)
  }
  return { ok: false, seconds: least }
}
