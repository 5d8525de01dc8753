import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as service from './service.ts'

export const measures = async (app: FastifyInstance): Promise<void> => {
  const { db } = app
  mount(app, contract.listMeasures, ({ viewer, query, now }) => service.list(db.within('list'), viewer, query, now))
  mount(app, contract.createMeasure, ({ viewer, body, idempotency, now }) => service.create(db, viewer, body, idempotency, now))
  mount(app, contract.readGapWork, ({ viewer, params }) => service.readGapWork(db, viewer, params.year))
  mount(app, contract.readMeasure, ({ viewer, params }) => service.read(db, viewer, params.id))
  mount(app, contract.editMeasure, ({ viewer, params, body, now }) => service.edit(db, viewer, params.id, body, now))
  mount(app, contract.moveMeasure, ({ viewer, params, body, now }) => service.move(db, viewer, params.id, body, now))
  mount(app, contract.noteMeasure, ({ viewer, params, body, idempotency, now }) =>
    service.note(db, viewer, params.id, body, idempotency, now),
  )
}
