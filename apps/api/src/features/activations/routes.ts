import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import { refuseWhenScarce } from '../../lib/storage.ts'
import * as requests from './requests-service.ts'
import * as service from './service.ts'

export const activations = async (app: FastifyInstance): Promise<void> => {
  const { db } = app
  mount(app, contract.previewCallOut, ({ viewer }) => service.preview(db, viewer))
  mount(app, contract.activate, ({ viewer, body, idempotency, now }) => {
    // What is practised can wait; what is real is refused by nobody but Postgres.
    if (body.isExercise) refuseWhenScarce(app.storage)
    return service.activate(db.within('press'), viewer, body, idempotency, now)
  })
  mount(app, contract.closeActivation, ({ viewer, params, body, now }) => service.close(db, viewer, params.id, body, now))
  mount(app, contract.listRequests, ({ viewer, query }) => requests.list(db.within('list'), viewer, query))
  mount(app, contract.requestActivation, ({ viewer, body, idempotency, now }) => requests.request(db, viewer, body, idempotency, now))
  mount(app, contract.acknowledgeRequest, ({ viewer, params, now }) => requests.acknowledge(db, viewer, params.id, now))
  mount(app, contract.mergeRequest, ({ viewer, params, body, now }) => requests.merge(db, viewer, params.id, body.incidentCode, now))
  mount(app, contract.withdrawRequest, ({ viewer, params, body, now }) => requests.withdraw(db, viewer, params.id, body.note, now))
}
