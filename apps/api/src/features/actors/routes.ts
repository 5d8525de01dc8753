import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

/** The pattern that every list copies: search, filter and paging in the store, HTTP only here. */
export const actors = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listActors, ({ viewer, query }) => service.list(app.db, viewer, query))
  mount(app, contract.readActor, ({ viewer, params, now }) => service.read(app.db, viewer, params.code, now))
}
