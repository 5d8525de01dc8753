import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const settings = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listSettings, ({ viewer }) => service.list(app.db, viewer))
  mount(app, contract.changeSetting, ({ viewer, params, body, now }) => service.change(app.db, viewer, params.id, body, now))
}
