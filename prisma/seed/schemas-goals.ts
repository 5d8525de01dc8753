import { z } from 'zod'
import { code, day, source, text } from './schemas.ts'

const goalArea = z.looseObject({
  code,
  name: text,
  displayName: text.optional(),
  statement: text,
  clarification: z.array(text).nullable(),
  embeddedList: z.array(text).optional(),
  changeFrom2019: text.optional(),
  quirk: text.optional(),
  source,
  sortOrder: z.int().positive(),
})

const targetVision = z
  .looseObject({
    code,
    title: text,
    period: z.looseObject({ from: day, to: day }),
    version: text.nullable(),
    predecessor: code.nullable(),
    overallGoal: z.looseObject({ text, footnote: text.optional(), source }),
    means: z.looseObject({ text, source }).optional(),
    goalNature: z.looseObject({ text, source }).optional(),
    assessment: text.optional(),
    listingSentence: text.optional(),
    foundationAreas: z.array(z.looseObject({ code, text, source })).optional(),
    goalAreas: z.array(goalArea).min(1),
    goalAreasComplete: z.boolean(),
    goalAreaCount: z.int(),
    completenessNote: text.optional(),
    signatories: z.array(z.looseObject({ name: text, title: text, source })).nullable(),
  })
  .refine(({ goalAreas, goalAreaCount }) => goalAreas.length === goalAreaCount, {
    path: ['goalAreas'],
    message: 'antalet målområden är inte det som goalAreaCount anger',
  })

const step = z.looseObject({
  step: z.int().positive(),
  what: text,
  date: day.nullable().optional(),
  dateNote: text.optional(),
  deadline: day.optional(),
  deadlineNote: text.optional(),
  notifyNote: text.optional(),
  quote: text.optional(),
  quirk: text.optional(),
  source,
})

/** Either a decision, quoted, or the proposal for one; a proposal is never stored as a decision (I-22). */
const decision = z
  .looseObject({
    actor: code.nullable(),
    actorNote: text.optional(),
    body: text,
    proposedBy: text.optional(),
    paragraph: text.nullable(),
    date: day.nullable(),
    dateNote: text.optional(),
    diarienummer: text,
    trailingNumber: text.optional(),
    trailingNumberNote: text.optional(),
    decision: z.string().endsWith(' antas.').optional(),
    status: z.literal('proposed').optional(),
    statusNote: text.optional(),
    documentDate: day.optional(),
    preparation: z.array(z.looseObject({ body: text, paragraph: text, date: day, outcome: text })).optional(),
    attachments: z.array(text),
    source,
  })
  .refine(({ decision, status }) => (decision === undefined) !== (status === undefined), {
    message: 'antingen ett beslut eller ett förslag, inte båda',
  })

const adoption = z.looseObject({ code, targetVision: code, process: z.array(step).min(1), decisions: z.array(decision) })

const governingDocument = z.looseObject({
  code: z.string().regex(/^[a-z0-9.-]{2,60}$/),
  title: text,
  issuer: text.optional(),
  year: z.int().optional(),
  validity: text.optional(),
  versionNote: text.optional(),
  relation: text.optional(),
  source,
})

export const goalsFile = z
  .looseObject({ targetVisions: z.array(targetVision).min(1), adoption: z.array(adoption), governingDocuments: z.array(governingDocument) })
  .superRefine(({ targetVisions, adoption: adoptions }, context) => {
    const codes = targetVisions.map((vision) => vision.code)
    const known = (of: string, at: string) =>
      codes.includes(of) || context.addIssue({ code: 'custom', path: [at], message: `målbilden ${of} finns inte i filen` })
    for (const { predecessor } of targetVisions) if (predecessor) known(predecessor, 'targetVisions')
    for (const { targetVision: of } of adoptions) known(of, 'adoption')
  })
