import { z } from 'zod'
import { day, source, text } from './schemas.ts'

const mode = z.enum(['ordinary', 'activated'])

const indicator = z.looseObject({
  code: z.string().regex(/^\d+\.\d+[a-z]?\.\d+$/),
  leadIn: text.nullable(),
  text,
  displayText: text.optional(),
  audience: z.enum(['all_actors', 'designated_actors', 'common_function']),
  audienceExplicitInSource: z.boolean(),
  subject: z.enum(['actor', 'actor_participant', 'directing_representative', 'rsib']),
  commonFunction: text.optional(),
  bulletedInSource: z.boolean(),
  parenthesised: z.boolean().optional(),
  assessedByActor: z.boolean(),
  quirk: text.optional(),
  externalNote: text.optional(),
})

const subCapability = z.looseObject({
  code: z.string().regex(/^\d+\.\d+[a-z]?$/),
  printedNumber: z.string().regex(/^\d+[:.]\d+$/),
  sortOrder: z.int().positive(),
  text,
  displayText: text.optional(),
  comment: text.optional(),
  mode: mode.optional(),
  indicatorsProvisional: z.boolean().optional(),
  thresholds: z.array(z.looseObject({ what: text, value: text })).optional(),
  crossReferences: z.array(z.string()).optional(),
  quirk: text.optional(),
  indicators: z.array(indicator).min(1),
  source,
})

const basicCapability = z.looseObject({
  code: z.string().regex(/^GF\d+$/),
  number: z.int().positive(),
  name: text,
  nameSource: z.string().regex(/lines \d+-\d+/),
  nameVariants: z.array(z.looseObject({ text, where: text })),
  recommendedDisplayName: text,
  subCapabilities: z.array(subCapability).min(1),
})

/** The framework counts itself: a lost or doubled row is found before it reaches the database. */
export const capabilitiesFile = z
  .looseObject({
    meta: z.looseObject({
      framework: text,
      frameworkCode: z.string().regex(/^[A-Z]{2}-\d{4}$/),
      validFrom: day,
      scope: text,
      purpose: text,
      introduction: text,
      source,
    }),
    totals: z.looseObject({ basicCapabilities: z.int(), subCapabilities: z.int(), indicators: z.int() }),
    basicCapabilities: z.array(basicCapability),
  })
  .superRefine(({ totals, basicCapabilities }, context) => {
    const subs = basicCapabilities.flatMap(({ subCapabilities }) => subCapabilities)
    const indicators = subs.flatMap((sub) => sub.indicators)
    const counted = { basicCapabilities: basicCapabilities.length, subCapabilities: subs.length, indicators: indicators.length } as const
    for (const key of ['basicCapabilities', 'subCapabilities', 'indicators'] as const) {
      if (counted[key] !== totals[key])
        context.addIssue({ code: 'custom', path: ['totals', key], message: `filen har ${counted[key]}, inte ${totals[key]}` })
    }
    const codes = [...basicCapabilities, ...subs, ...indicators].map(({ code }) => code)
    for (const code of codes.filter((one, at) => codes.indexOf(one) !== at))
      context.addIssue({ code: 'custom', path: ['basicCapabilities'], message: `koden ${code} står två gånger` })
    for (const sub of subs) {
      for (const to of sub.crossReferences ?? [])
        if (!codes.includes(to))
          context.addIssue({ code: 'custom', path: ['basicCapabilities'], message: `${sub.code} hänvisar till ${to}, som inte finns` })
      for (const { code } of sub.indicators)
        if (!code.startsWith(`${sub.code}.`))
          context.addIssue({ code: 'custom', path: ['basicCapabilities'], message: `indikatorn ${code} står under ${sub.code}` })
    }
  })
