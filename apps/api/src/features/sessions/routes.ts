import * as contract from '@samverkan/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { networkOf } from '../../lib/network.ts'
import { mount } from '../../lib/mount.ts'
import { Problem } from '../../lib/problem.ts'
import { cookieFor } from '../../plugins/session.ts'
import { deviceDays, rememberDevice, ticketMinutes } from './devices.ts'
import * as invitations from './invitations-service.ts'
import * as service from './service.ts'

const where = (request: FastifyRequest): service.Where => ({
  network: networkOf(request.ip),
  userAgent: request.headers['user-agent'] ?? null,
  previousHash: request.tokenHash,
})
const give = (reply: FastifyReply, started: service.Started) => {
  reply.giveSession(started.token, started.expiresAt)
  return started.session
}

/** The two cookies beside the session's: signed, read by nobody but the log-in, and no use to anybody without the password (devices.ts). */
const cookiesOf = (config: Config, request: FastifyRequest) => {
  const { secure } = cookieFor(config, request.headers['user-agent'])
  const [device, waited] = ['device', 'waited'].map((name) => (secure ? `__Host-${name}` : name)) as [string, string]
  const rules = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const shown = { deviceCookie: request.cookies[device], ticketCookie: request.cookies[waited] }
  return {
    shown,
    giveTicket: (reply: FastifyReply, ticket: string, now: Date) =>
      reply.setCookie(waited, ticket, { ...rules, expires: new Date(now.getTime() + 2 * ticketMinutes * 60_000) }),
    /** This browser has been let in to this account: whatever strangers guess, it has a bucket of its own from now on. */
    remember: (reply: FastifyReply, email: string, now: Date) => {
      const known = rememberDevice(config.keys, shown.deviceCookie, email)
      reply.setCookie(device, known, { ...rules, expires: new Date(now.getTime() + deviceDays * 86_400_000) })
      if (shown.ticketCookie !== undefined) reply.clearCookie(waited, rules)
    },
  }
}

export const sessions = async (app: FastifyInstance): Promise<void> => {
  const { db, portal: config } = app
  mount(app, contract.portal, async () => ({
    isDemo: config.isDemo,
    mailPageUrl: config.mailPageUrl,
    ...(await service.portal(db)),
  }))
  mount(app, contract.logIn, async ({ body, now, request, reply }) => {
    const cookies = cookiesOf(config, request)
    const started = await service.logIn(db, config, body, cookies.shown, where(request), now).catch((error: unknown) => {
      if (error instanceof service.SentAway && error.ticket) cookies.giveTicket(reply, error.ticket, now)
      throw error
    })
    const session = give(reply, started)
    cookies.remember(reply, session.user.email, now)
    return session
  })
  mount(app, contract.currentSession, ({ viewer, now, request }) => service.current(db, config, viewer, request.sessionId ?? '', now))
  mount(app, contract.logOut, async ({ viewer, now, request, reply }) => {
    await service.logOut(db, viewer, request.sessionId ?? '', now)
    reply.dropSession()
    return null
  })
  mount(app, contract.actAs, async ({ viewer, body, now, request, reply }) =>
    give(reply, await service.actAs(db, config, viewer, body.userFunctionId, where(request), now)),
  )
  mount(app, contract.mySessions, ({ viewer, now, request }) => service.list(db, viewer, request.sessionId, now))
  mount(app, contract.endSession, async ({ viewer, params, now }) => {
    await service.end(db, viewer, params.id, now)
    return null
  })
  mount(app, contract.readInvitation, ({ params, now }) => invitations.readInvitation(db, params.token, now))
  mount(app, contract.acceptInvitation, async ({ params, body, now, request, reply }) => {
    const { started, beginsAt } = await invitations.acceptInvitation(db, config, params.token, body, where(request), now)
    const session = started && give(reply, started)
    if (session) cookiesOf(config, request).remember(reply, session.user.email, now)
    return { session, beginsAt }
  })
  mount(app, contract.askForReset, async ({ body, now, request }) => {
    await invitations.askForReset(db, config, body.email, where(request), now, (error) =>
      request.log.error({ err: error }, 'a letter for a new password could not be ordered'),
    )
    return null
  })
  app.addHook('onClose', () => invitations.settled())
  mount(app, contract.goOn, async ({ now, request, reply }) => {
    if (!request.lapsed) throw new Problem(request.viewer ? 'wrong-state' : request.refusal)
    return give(reply, await service.goOn(db, config, request.lapsed, where(request), now))
  })
  // Absent from the route list, not merely refused, wherever this is not the demo (security.md B10).
  if (!config.isDemo) return
  mount(app, contract.demoIdentities, () => service.identities(db))
  mount(app, contract.demoLogIn, async ({ body, now, request, reply }) =>
    give(reply, await service.demoLogIn(db, config, body.email, where(request), now)),
  )
}
