import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { mount } from '../../lib/mount.ts'
import * as calls from './calls-service.ts'
import * as service from './service.ts'

export const callOuts = async (app: FastifyInstance): Promise<void> => {
  const { db } = app
  mount(app, contract.readBoard, ({ viewer, params, now }) => service.board(db, viewer, params.code, now))
  mount(app, contract.answerHistory, ({ viewer, params }) => service.history(db, viewer, params.code, params.actorId))
  mount(app, contract.answerOwn, ({ viewer, params, body, idempotency, now }) =>
    service.answerOwn(db, viewer, params.code, body, idempotency, now),
  )
  mount(app, contract.markReached, ({ viewer, params, body, idempotency, now }) =>
    service.markReached(db, viewer, params.code, params.actorId, body, idempotency, now),
  )
  mount(app, contract.markConnected, ({ viewer, params, body, idempotency, now }) =>
    service.markConnected(db, viewer, params.code, params.actorId, body, idempotency, now),
  )
  mount(app, contract.callAgain, ({ viewer, params, body, idempotency, now }) =>
    calls.callAgain(db, viewer, params.code, body, idempotency, now),
  )
  mount(app, contract.readAnswerLink, ({ params }) => service.readLink(db, params.token))
  mount(app, contract.answerByLink, ({ params, body, now }) => service.answerByLink(db, params.token, body, now))
}
