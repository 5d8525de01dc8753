import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const users = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listUsers, ({ viewer, query, now }) => service.list(app.db, viewer, query, now))
  mount(app, contract.readUser, ({ viewer, params, now }) => service.read(app.db, viewer, params.id, now))
}
