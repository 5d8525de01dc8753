import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as accounts from './accounts-service.ts'
import * as administration from './administration-service.ts'
import * as service from './service.ts'
import * as subscriptions from './subscriptions-service.ts'

export const users = async (app: FastifyInstance): Promise<void> => {
  const { db, portal: config } = app
  mount(app, contract.listUsers, ({ viewer, query, now }) => service.list(db.within('list'), viewer, query, now))
  mount(app, contract.mySubscriptions, ({ viewer, now }) => subscriptions.mine(db, viewer, now))
  mount(app, contract.chooseSubscription, ({ viewer, params, body, now }) => subscriptions.choose(db, viewer, params.topic, body.isOn, now))
  mount(app, contract.giveableFunctions, ({ viewer }) => administration.giveable(db, viewer))
  mount(app, contract.readUser, ({ viewer, params, now }) => administration.read(db, viewer, params.id, now))
  mount(app, contract.userHistory, ({ viewer, params, query, now }) => service.history(db.within('list'), viewer, params.id, query, now))
  mount(app, contract.inviteUser, ({ viewer, body, idempotency, now }) => accounts.invite(db, config, viewer, body, idempotency, now))
  mount(app, contract.changeUser, ({ viewer, params, body, now }) => accounts.changeDetails(db, viewer, params.id, body, now))
  mount(app, contract.giveFunction, ({ viewer, params, body, now }) => administration.give(db, viewer, params.id, body, now))
  mount(app, contract.changeFunction, ({ viewer, params, body, now }) =>
    administration.change(db, viewer, params.id, params.heldId, body, now),
  )
  mount(app, contract.endFunction, ({ viewer, params, body, now }) => administration.end(db, viewer, params.id, params.heldId, body, now))
  mount(app, contract.restoreFunction, ({ viewer, params, body, now }) =>
    administration.restore(db, viewer, params.id, params.heldId, body, now),
  )
  mount(app, contract.sendInvitation, ({ viewer, params, body, now }) =>
    accounts.sendInvitation(db, config, viewer, params.id, body.version, now),
  )
  mount(app, contract.withdrawInvitation, ({ viewer, params, body, now }) =>
    accounts.withdrawInvitation(db, viewer, params.id, body.version, now),
  )
  mount(app, contract.sendReset, ({ viewer, params, body, now }) => accounts.sendReset(db, config, viewer, params.id, body.version, now))
  mount(app, contract.setUserStatus, ({ viewer, params, body, now }) => accounts.setStatus(db, viewer, params.id, body, now))
  mount(app, contract.endUserSessions, ({ viewer, params, now }) => accounts.endSessions(db, viewer, params.id, now))
}
