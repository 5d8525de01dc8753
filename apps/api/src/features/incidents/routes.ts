import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const incidents = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listIncidents, ({ viewer, query }) => service.list(app.db.within('list'), viewer, query))
  mount(app, contract.readIncident, ({ viewer, params }) => service.read(app.db, viewer, params.code))
  mount(app, contract.readTimeline, ({ viewer, params, query }) => service.timeline(app.db.within('list'), viewer, params.code, query))
}
