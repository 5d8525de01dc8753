import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const capabilities = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.readFramework, ({ viewer, now }) => service.readFramework(app.db, viewer, now))
}
