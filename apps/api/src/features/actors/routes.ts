import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as contacts from './contacts-service.ts'
import * as designations from './designations-service.ts'
import * as service from './service.ts'

/** The pattern that every list copies: search, filter and paging in the store, HTTP only here. */
export const actors = async (app: FastifyInstance): Promise<void> => {
  mount(app, contract.listActors, ({ viewer, query }) => service.list(app.db.within('list'), viewer, query))
  mount(app, contract.readActor, ({ viewer, params, now }) => service.read(app.db, viewer, params.code, now))
  mount(app, contract.addContactPoint, ({ viewer, params, body, idempotency, now }) =>
    contacts.add(app.db, viewer, params.code, body, idempotency, now),
  )
  mount(app, contract.confirmContactPoints, ({ viewer, params, body, now }) => contacts.confirm(app.db, viewer, params.code, body, now))
  mount(app, contract.changeContactPoint, ({ viewer, params, body, now }) =>
    contacts.change(app.db, viewer, params.code, params.id, body, now),
  )
  mount(app, contract.archiveContactPoint, ({ viewer, params, body, now }) =>
    contacts.archive(app.db, viewer, params.code, params.id, body, now),
  )
  mount(app, contract.designateForStaff, ({ viewer, params, body, now }) => designations.designate(app.db, viewer, params.code, body, now))
  mount(app, contract.endStaffDesignation, ({ viewer, params, query, now }) =>
    designations.end(app.db, viewer, params.code, query.version, now),
  )
}
