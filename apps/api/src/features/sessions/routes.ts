import * as contract from '@samverkan/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { version } from '../../app.ts'
import { mount } from '../../lib/mount.ts'
import { Problem } from '../../lib/problem.ts'
import * as invitations from './invitations-service.ts'
import * as service from './service.ts'

/**
 * On loopback the peer is the demo or a proxy that nobody named: either way not the client's own address, and one bucket for all who
 * come that way would let one of them shut the others out.
 */
const clientAddress = (ip: string | undefined): string | null => (!ip || /^(127\.|::1$|::ffff:127\.)/.test(ip) ? null : ip)

const where = (request: FastifyRequest): service.Where => ({
  address: clientAddress(request.ip),
  userAgent: request.headers['user-agent'] ?? null,
  previousSessionId: request.sessionId,
  previousUserId: request.viewer?.userId ?? null,
})
const give = (reply: FastifyReply, started: service.Started) => {
  reply.giveSession(started.token, started.expiresAt)
  return started.session
}

export const sessions = async (app: FastifyInstance): Promise<void> => {
  const { db, portal: config } = app
  mount(app, contract.portal, async () => ({
    isDemo: config.isDemo,
    mailPageUrl: config.mailPageUrl,
    version,
    ...(await service.portal(db)),
  }))
  mount(app, contract.logIn, async ({ body, now, request, reply }) =>
    give(reply, await service.logIn(db, config, body, where(request), now)),
  )
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
    return { session: started && give(reply, started), beginsAt }
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
