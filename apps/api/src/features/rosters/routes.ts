import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const rosters = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listRoster, ({ viewer, query, now }) => service.list(app.db, viewer, query.weeks, now))
}
