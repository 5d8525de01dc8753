import rateLimit from '@fastify/rate-limit'
import * as contract from '@samverkan/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { admit, mount } from '../../lib/mount.ts'
import { networkOf } from '../../lib/network.ts'
import { Problem } from '../../lib/problem.ts'
import { refuseWhenScarce } from '../../lib/storage.ts'
import * as agenda from './agenda-service.ts'
import * as calendar from './calendar-service.ts'
import * as picture from './picture-service.ts'
import * as questions from './questions-service.ts'
import * as service from './service.ts'
import * as steps from './steps-service.ts'
import * as writing from './writing-service.ts'

const asCalendar = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('cache-control', 'no-store').type('text/calendar; charset=utf-8').send(Buffer.from(text, 'utf8'))

export const meetings = async (app: FastifyInstance): Promise<void> => {
  const { db, portal } = app
  mount(app, contract.listMeetings, ({ viewer, query, now }) => service.list(db.within('list'), viewer, query, now))
  mount(app, contract.readMeeting, ({ viewer, params, now }) => service.read(db, viewer, params.code, now))
  mount(app, contract.planMeeting, ({ viewer, body, idempotency, now }) => {
    // An extra conference belongs to the night; a practised one can wait.
    if (body.isExercise) refuseWhenScarce(app.storage)
    return service.plan(db, viewer, body, idempotency, now)
  })
  mount(app, contract.editMeeting, ({ viewer, params, body, now }) => service.edit(db, viewer, params.code, body, now))
  mount(app, contract.advanceMeeting, ({ viewer, params, body, now }) => steps.advance(db, viewer, params.code, body, portal, now))
  mount(app, contract.distributeMeeting, ({ viewer, params, body, now }) => steps.distribute(db, viewer, params.code, body, portal, now))
  mount(app, contract.moveMeeting, ({ viewer, params, body, now }) => steps.move(db, viewer, params.code, body, portal, now))
  mount(app, contract.cancelMeeting, ({ viewer, params, body, now }) => steps.cancel(db, viewer, params.code, body, portal, now))
  mount(app, contract.reinstateMeeting, ({ viewer, params, body, now }) => steps.reinstate(db, viewer, params.code, body, portal, now))
  mount(app, contract.holdMeeting, ({ viewer, params, body, now }) => steps.hold(db, viewer, params.code, body, now))

  mount(app, contract.addItem, ({ viewer, params, body, idempotency, now }) =>
    agenda.addItem(db, viewer, params.code, body, idempotency, now),
  )
  mount(app, contract.changeItem, ({ viewer, params, body, now }) => agenda.changeItem(db, viewer, params.code, params.itemId, body, now))
  mount(app, contract.removeItem, ({ viewer, params, body, now }) =>
    agenda.removeItem(db, viewer, params.code, params.itemId, body.basedOn, now),
  )
  mount(app, contract.orderAgenda, ({ viewer, params, body, now }) => agenda.orderAgenda(db, viewer, params.code, body, now))
  mount(app, contract.saveOutcome, ({ viewer, params, body, now }) => agenda.saveOutcome(db, viewer, params.code, params.itemId, body, now))
  mount(app, contract.addItemMeasure, ({ viewer, params, body, idempotency, now }) =>
    agenda.addMeasure(db, viewer, params.code, params.itemId, body, idempotency, now),
  )
  mount(app, contract.takeQuestion, ({ viewer, params, body, idempotency, now }) =>
    questions.take(db, viewer, params.code, params.itemId, body, idempotency, portal, now),
  )
  mount(app, contract.dropQuestion, ({ viewer, params, now }) => questions.drop(db, viewer, params.code, params.questionId, now))
  mount(app, contract.answerQuestion, ({ viewer, params, body, now }) =>
    questions.answer(db, viewer, params.code, params.questionId, body, now),
  )
  mount(app, contract.liftItem, ({ viewer, params, body, now }) => agenda.liftItem(db, viewer, params.code, params.itemId, body, now))
  mount(app, contract.readTemplate, ({ viewer, params }) => agenda.readTemplate(db, viewer, params.forumCode))
  mount(app, contract.saveTemplate, ({ viewer, params, body, now }) => agenda.saveTemplate(db, viewer, params.forumCode, body, now))

  mount(app, contract.addNote, ({ viewer, params, body, idempotency, now }) =>
    writing.addNote(db, viewer, params.code, params.itemId, body, idempotency, now),
  )
  mount(app, contract.changeNote, ({ viewer, params, body, now }) => writing.changeNote(db, viewer, params.code, params, body, now))
  mount(app, contract.markAttendance, ({ viewer, params, body, now }) =>
    writing.markAttendance(db, viewer, params.code, params.actorCode, body, now),
  )
  mount(app, contract.giveTurn, ({ viewer, params, body, now }) => writing.giveTurn(db, viewer, params.code, body, now))
  mount(app, contract.openMeetingPicture, ({ viewer, params, now }) => picture.open(db, viewer, params.code, now))
  mount(app, contract.saveReport, ({ viewer, params, body, now }) => writing.saveReport(db, viewer, params.code, body, now))
  mount(app, contract.readReports, ({ viewer, params }) => writing.readReports(db, viewer, params.code, params.actorCode))

  mount(app, contract.readCalendarFeed, ({ viewer }) => calendar.readFeed(db, viewer))
  mount(app, contract.makeCalendarFeed, ({ viewer, now }) => calendar.makeFeed(db, viewer, portal, now))
  mount(app, contract.revokeCalendarFeed, ({ viewer, now }) => calendar.revokeFeed(db, viewer, now))

  // Files, not JSON, so not routes of the contract; the same doors all the same.
  app.get(contract.meetingCalendarPath, { config: { access: 'meetings.read' }, schema: { hide: true } }, async (request, reply) => {
    const viewer = admit('meetings.read', request.viewer)
    const { code } = contract.readMeeting.params.parse(request.params)
    const text = await calendar.readOne(db, viewer, code, portal)
    return asCalendar(reply.header('content-disposition', `attachment; filename="${code}.ics"`), text)
  })
  // A calendar program has no session: the address is the secret, and guessing it is slow as well as hopeless. Only misses are counted, and per network:
  // an address that exists opens whatever others have guessed.
  await app.register(async (open) => {
    await open.register(rateLimit, { global: false })
    const missed = open.createRateLimit({ max: 60, timeWindow: 60_000, keyGenerator: (request) => networkOf(request.ip) ?? '' })
    open.get(contract.calendarFeedPath, { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
      const { file } = request.params as { file: string }
      const text = await calendar.readByFeed(db, file, portal, app.clock.now()).catch(async (error: unknown) => {
        const isMiss = error instanceof Problem && error.code === 'not-found' && networkOf(request.ip) !== null
        const misses = isMiss ? await missed(request) : null
        if (misses && !misses.isAllowed && misses.isExceeded) throw new Problem('too-many', { retryAfterSeconds: misses.ttlInSeconds })
        throw error
      })
      return asCalendar(reply, text)
    })
  })
}
