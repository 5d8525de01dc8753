import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { admit, mount } from '../../lib/mount.ts'
import * as heatMap from './heat-map.ts'
import * as service from './service.ts'

export const assessments = async (app: FastifyInstance): Promise<void> => {
  const { db } = app
  mount(app, contract.listRounds, ({ viewer, now }) => service.listRounds(db, viewer, now))
  mount(app, contract.prepareRound, ({ viewer, body, now }) => service.prepareRound(db, viewer, body, now))
  mount(app, contract.moveRound, ({ viewer, params, body, now }) => service.moveRound(db, viewer, params.year, body, now))
  mount(app, contract.moveDueDate, ({ viewer, params, body, now }) => service.moveDueDate(db, viewer, params.year, body, now))
  mount(app, contract.readAssessment, ({ viewer, params }) => service.readAssessment(db, viewer, params.id))
  mount(app, contract.saveAnswer, ({ viewer, params, body, now }) => service.saveAnswer(db, viewer, params.id, params.code, body, now))
  mount(app, contract.handInAssessment, ({ viewer, params, body, now }) => service.move(db, viewer, params.id, 'hand-in', body, now))
  mount(app, contract.signAssessment, ({ viewer, params, body, now }) => service.move(db, viewer, params.id, 'sign', body, now))
  mount(app, contract.reopenAssessment, ({ viewer, params, body, now }) => service.move(db, viewer, params.id, 'reopen', body, now))
  mount(app, contract.readEvidence, ({ viewer, params, now }) => service.readEvidence(db, viewer, params.id, now))
  mount(app, contract.readHeatMap, ({ viewer, params }) => heatMap.read(db, viewer, params.year))

  // A file, not JSON, so not a route of the contract; the same door all the same.
  const { params } = contract.readHeatMap
  app.get(contract.heatMapCsvPath, { config: { access: 'assessments.read' }, schema: { hide: true, params } }, async (request, reply) => {
    const viewer = admit('assessments.read', request.viewer)
    const { year } = params.parse(request.params)
    const text = await heatMap.readCsv(db, viewer, year)
    return reply
      .header('content-disposition', `attachment; filename="sjalvskattning-${year}.csv"`)
      .header('cache-control', 'no-store')
      .type('text/csv; charset=utf-8')
      .send(Buffer.from(text, 'utf8'))
  })
}
