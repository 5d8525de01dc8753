import { createHash, randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import type pg from 'pg'
import { emailOf } from './demo-people.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const actor = 'nacka'
const administrator = 'aktorsadmin.nacka'

type Demo = {
  login: string
  name: string
  status: 'invited' | 'active' | 'disabled'
  functionCode: string
  isDeputy: boolean
  /** In days from now; null: until further notice. */
  from: number
  until: number | null
  /** When the invitation was sent, in days from now, and whether it was taken back. */
  invitedDaysAgo: number | null
  isWithdrawn?: boolean
  hasPassword?: boolean
}

/** One person of each kind that an administrator meets: asked and not yet come, asked too long ago, asked by mistake, gone home, gone for good. */
const people: Demo[] = [
  {
    login: 'signe.nacka',
    name: 'Signe Ekedal',
    status: 'invited',
    functionCode: 'assessor',
    isDeputy: true,
    from: -0.1,
    until: null,
    invitedDaysAgo: 0.1,
  },
  {
    login: 'tore.nacka',
    name: 'Tore Bergsjö',
    status: 'invited',
    functionCode: 'rep-coordinating',
    isDeputy: false,
    from: -6,
    until: null,
    invitedDaysAgo: 6,
  },
  {
    login: 'ylva.nacka',
    name: 'Ylva Stenhed',
    status: 'invited',
    functionCode: 'reader',
    isDeputy: false,
    from: -9,
    until: null,
    invitedDaysAgo: 9,
    isWithdrawn: true,
  },
  {
    login: 'gunnar.nacka',
    name: 'Gunnar Alvik',
    status: 'active',
    functionCode: 'communicator',
    isDeputy: true,
    from: -300,
    until: -20,
    invitedDaysAgo: null,
    hasPassword: true,
  },
  {
    login: 'birgit.nacka',
    name: 'Birgit Torsholm',
    status: 'disabled',
    functionCode: 'rep-executing',
    isDeputy: false,
    from: -400,
    until: -45,
    invitedDaysAgo: null,
  },
]

const at = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY)
const idOf = (login: string): string => stableId('demo/users', login)
const heldId = (login: string): string => stableId('demo/user_functions', `${login}/own`)
const invitationId = (login: string): string => stableId('demo/user_invitations', login)

/** The people of Nacka's list who are neither simply in nor simply out. Nothing of it in the journal: its times only go forward. */
export async function loadUsers(client: pg.Client, now: Date): Promise<boolean> {
  const actorId = stableId('actors', actor)
  const added = await insertMissing(
    client,
    'users',
    people.map(({ login, name, status }) => ({
      id: idOf(login),
      name,
      actor_id: actorId,
      is_demo: true,
      status,
      locale: 'sv',
      version: 1,
      created_at: now,
      updated_at: now,
    })),
  )
  if (added === 0) return false
  // A log-in that somebody once had: nobody knows its password any more.
  const forgotten = await hash(randomBytes(24).toString('hex'), passwordHashing)
  await insertMissing(
    client,
    'user_accounts',
    people.map(({ login, hasPassword }) => ({
      user_id: idOf(login),
      actor_id: actorId,
      email: emailOf(login),
      phone: null,
      password_hash: hasPassword ? forgotten : null,
      password_set_at: hasPassword ? at(now, -300) : null,
    })),
  )
  await insertMissing(
    client,
    'user_functions',
    people.map((one) => ({
      id: heldId(one.login),
      user_id: idOf(one.login),
      function_code: one.functionCode,
      actor_id: actorId,
      is_deputy: one.isDeputy,
      valid_from: at(now, one.from),
      valid_to: one.until === null ? null : at(now, one.until),
    })),
  )
  await insertMissing(
    client,
    'user_invitations',
    people.flatMap(({ login, invitedDaysAgo, isWithdrawn }) =>
      invitedDaysAgo === null
        ? []
        : [
            {
              id: invitationId(login),
              user_id: idOf(login),
              purpose: 'invitation',
              // Of nothing that anybody was sent: the link of a demo invitation opens nothing until it is sent again.
              token_hash: `\\x${createHash('sha256').update(randomBytes(32)).digest('hex')}`,
              created_by: idOf(administrator),
              created_at: at(now, -invitedDaysAgo),
              expires_at: at(now, 1 - invitedDaysAgo),
              withdrawn_at: isWithdrawn ? at(now, 0.2 - invitedDaysAgo) : null,
            },
          ],
    ),
  )
  return true
}
