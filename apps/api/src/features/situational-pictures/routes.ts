import * as contract from '@samverkan/contract'
import type { FastifyInstance } from 'fastify'
import { admit, mount } from '../../lib/mount.ts'
import { openPrinter } from '../../lib/typst.ts'
import * as draft from './draft-service.ts'
import { fileName, pdfOf } from './pdf.ts'
import * as reports from './reports-service.ts'
import * as service from './service.ts'
import * as versions from './versions-service.ts'

export const situationalPictures = async (app: FastifyInstance): Promise<void> => {
  const { db } = app
  const { publicUrl } = app.portal
  mount(app, contract.listPictures, ({ viewer, query }) => service.list(db.within('list'), viewer, query))
  mount(app, contract.readIncidentPicture, ({ viewer, params }) => service.readOfIncident(db, viewer, params.code))
  mount(app, contract.openPicture, ({ viewer, params, body, idempotency, now }) =>
    service.open(db, viewer, params.code, body, idempotency, now),
  )
  mount(app, contract.readPicture, ({ viewer, params }) => service.read(db, viewer, params.id))
  mount(app, contract.changeCollection, ({ viewer, params, body, now }) => service.changeCollection(db, viewer, params.id, body, now))
  mount(app, contract.reportPicture, ({ viewer, params, body, idempotency, now }) =>
    reports.report(db, viewer, params.id, body, idempotency, now),
  )
  mount(app, contract.reportForActor, ({ viewer, params, body, idempotency, now }) =>
    reports.reportFor(db, viewer, params.id, params.actorId, body, idempotency, now),
  )
  mount(app, contract.withdrawLine, ({ viewer, params, body, now }) => reports.withdraw(db, viewer, params.id, params.lineId, body, now))
  mount(app, contract.remindActors, ({ viewer, params, body, idempotency, now }) =>
    reports.remind(db, viewer, params.id, body, idempotency, publicUrl, now),
  )
  mount(app, contract.readDraft, ({ viewer, params }) => draft.read(db, viewer, params.id))
  mount(app, contract.addLine, ({ viewer, params, body, idempotency, now }) => draft.addLine(db, viewer, params.id, body, idempotency, now))
  mount(app, contract.saveLine, ({ viewer, params, body, now }) => draft.saveLine(db, viewer, params.id, params.lineId, body, now))
  mount(app, contract.moveLine, ({ viewer, params, body, now }) => draft.moveLine(db, viewer, params.id, params.lineId, body.after, now))
  mount(app, contract.saveText, ({ viewer, params, body, now }) => draft.saveText(db, viewer, params.id, params.field, body, now))
  mount(app, contract.tellWriting, async ({ viewer, params }) => {
    app.tellWriting(await draft.writing(db, viewer, params.id))
    return null
  })
  mount(app, contract.lineHistory, ({ viewer, params }) => draft.lineHistory(db, viewer, params.id, params.lineId))
  mount(app, contract.textHistory, ({ viewer, params }) => draft.textHistory(db, viewer, params.id, params.field))
  mount(app, contract.publishPicture, ({ viewer, params, body, idempotency, now }) =>
    versions.publish(db, viewer, params.id, body, idempotency, publicUrl, now),
  )
  mount(app, contract.readVersion, ({ viewer, params, query }) => versions.read(db, viewer, params.id, params.number, query.since ?? null))
  mount(app, contract.markRead, ({ viewer, params, now }) => versions.markRead(db, viewer, params.id, params.number, now))
  mount(app, contract.acknowledgePicture, ({ viewer, params, body, now }) =>
    versions.acknowledge(db, viewer, params.id, params.number, body, now),
  )
  mount(app, contract.changeAcknowledgement, ({ viewer, params, body, now }) =>
    versions.changeNote(db, viewer, params.id, params.number, body, now),
  )
  mount(app, contract.listAcknowledgements, ({ viewer, params }) => versions.acknowledgements(db, viewer, params.id, params.number))

  // A file, not JSON, so not a route of the contract; the same door, and the same rows as the page.
  const printer = openPrinter()
  app.addHook('onClose', () => printer.close())
  const { params } = contract.readVersion
  app.get(
    contract.picturePdfPath,
    { config: { access: 'situational-pictures.read' }, schema: { hide: true, params } },
    async (request, reply) => {
      const viewer = admit('situational-pictures.read', request.viewer)
      const { id, number } = params.parse(request.params)
      const version = await versions.readForPrint(db, viewer, id, number)
      const pdf = await pdfOf(printer, version, viewer.userId ?? '')
      return reply
        .header('content-disposition', `inline; filename="${fileName(version)}"`)
        .header('cache-control', 'no-store')
        .type('application/pdf')
        .send(pdf)
    },
  )
}
