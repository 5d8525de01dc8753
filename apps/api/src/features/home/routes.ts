import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const home = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.readHome, ({ viewer, now }) => service.read(app.db, app.storage, viewer, now))
}
