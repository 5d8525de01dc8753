import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { answerWord, incidentListItem } from './incidents.ts'
import { measure } from './measures.ts'
import { route } from './route.ts'
import { id, instant, sought } from './shapes.ts'

export const onDuty = z.strictObject({
  functionCode: z.string(),
  functionSv: z.string(),
  functionEn: z.string(),
  shortSv: z.string().nullable(),
  /** null: nobody is on duty now, which is shown as a gap. */
  person: z.string().nullable(),
  actor: z.string().nullable(),
  phone: z.string().nullable(),
  until: instant.nullable(),
  isMe: z.boolean(),
})
/** A thing the viewer is asked to do. `kind` has a text in the web; `title`, `count` and `names` fill it. */
export const todo = z.strictObject({
  kind: z.enum([
    'storage-scarce',
    'storage-low',
    'answer-call-out',
    'take-request',
    'follow-request',
    'confirm-contacts',
    'old-contact-lists',
    'unreachable-contacts',
    'uncallable-actors',
    'no-duty-officer',
    'actors-without-administrator',
    'designate-staff',
    'assess',
    'sign-assessment',
    'unsigned-assessments',
    'report',
    'acknowledge-picture',
    'report-to-meeting',
    'order-agenda',
    'answer-holiday',
    'answer-question',
    'measures',
  ]),
  urgent: z.boolean(),
  /** Of an exercise: marked wherever it stands, and after what is real. */
  isExercise: z.boolean(),
  incidentCode: z.string().nullable(),
  title: z.string(),
  count: z.int(),
  since: instant.nullable(),
  names: z.array(z.string()),
})
export const home = z.strictObject({
  /** Exercises never change the region's mode. */
  mode: z.enum(['ordinary', 'activated']),
  openIncidents: z.array(
    incidentListItem.extend({
      description: z.string(),
      /** The next one of a forum that goes on; when no later one is set, the one that has begun. */
      nextConferenceAt: instant.nullable(),
      channel: z.string().nullable(),
      /** The latest answer of the viewer's own actor, once it has answered in every open forum it was called to. */
      ownAnswer: answerWord.nullable(),
      /** Open forums that the viewer is asked to answer in for its actor, and in how many of them it has. */
      ownCalled: z.int(),
      ownAnswered: z.int(),
      /** Its chain of lägesbilder, when there is one: the latest version and when the next is due. */
      picture: z
        .strictObject({ id, latestNumber: z.int().nullable(), publishedAt: instant.nullable(), cutOffAt: instant.nullable() })
        .nullable(),
    }),
  ),
  lastClosed: incidentListItem.nullable(),
  nextConferenceAt: instant,
  /** The next one that is held. `movedFrom`: the day it was made for, when it has been moved. */
  nextConference: z
    .strictObject({ code: z.string(), startsAt: instant, isOpen: z.boolean(), movedFrom: z.iso.date().nullable() })
    .nullable(),
  /** One before it that has been cancelled. */
  cancelledConference: z.strictObject({ code: z.string(), startsAt: instant, reason: z.string() }).nullable(),
  onDuty: z.array(onDuty),
  todo: z.array(todo),
  /** Open measures of the viewer's own actor – for the office its own –, the nearest first. */
  measures: z.strictObject({ items: z.array(measure), total: z.int(), overdue: z.int() }),
  at: instant,
})
export type Home = z.infer<typeof home>
export type Todo = z.infer<typeof todo>
export const readHome = route({
  method: 'GET',
  path: '/api/home',
  access: 'home.read',
  summary: 'The region now, who is on duty, what I am asked to do',
  response: home,
})

export const listRoster = route({
  method: 'GET',
  path: '/api/rosters',
  access: 'rosters.read',
  summary: 'Duty shifts of TiB, RSIB and RKK from now on',
  query: z.strictObject({ weeks: z.coerce.number().int().min(1).max(12).default(6) }),
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        functionCode: z.string(),
        shortSv: z.string().nullable(),
        functionSv: z.string(),
        functionEn: z.string(),
        person: z.string(),
        actor: z.string().nullable(),
        phone: z.string().nullable(),
        startsAt: instant,
        endsAt: instant,
      }),
    ),
  }),
})

export const searchHit = z.strictObject({
  kind: z.enum(['actor', 'forum', 'person', 'incident', 'meeting', 'picture', 'measure', 'capability', 'goal']),
  /** Actor, forum, meeting and incident: their code; picture: the code of its incident; measure: its id; capability, goal: their code in the framework and the målbild; person: the code of the actor to show, or ''. */
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  isExercise: z.boolean(),
})
export const search = route({
  method: 'GET',
  path: '/api/search',
  access: 'search.read',
  summary:
    'Finds actors (by any alias), forums, people, incidents, meetings, measures, capabilities (by any name) and goals; every word must match',
  query: z.strictObject({ q: sought(textLimits.search).min(1), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  response: z.strictObject({ items: z.array(searchHit) }),
})
export type SearchHit = z.infer<typeof searchHit>
export const homeRoutes = [readHome, listRoster, search]
