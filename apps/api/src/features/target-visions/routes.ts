import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const targetVisions = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listTargetVisions, ({ viewer }) => service.list(app.db, viewer))
}
