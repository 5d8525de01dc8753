import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'
import * as subscriptions from './subscriptions-service.ts'

export const users = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listUsers, ({ viewer, query, now }) => service.list(app.db, viewer, query, now))
  mount(app, contract.mySubscriptions, ({ viewer }) => subscriptions.mine(app.db, viewer))
  mount(app, contract.chooseSubscription, ({ viewer, params, body, now }) =>
    subscriptions.choose(app.db, viewer, params.topic, body.isOn, now),
  )
  mount(app, contract.readUser, ({ viewer, params, now }) => service.read(app.db, viewer, params.id, now))
}
