import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const search = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.search, ({ viewer, query, now }) => service.find(app.db.within('search'), viewer, query, now))
}
