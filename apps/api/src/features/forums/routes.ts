import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const forums = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listForums, ({ viewer, query }) => service.list(app.db.within('list'), viewer, query))
  mount(app, contract.readForum, ({ viewer, params }) => service.read(app.db, viewer, params.code))
}
