import { fileURLToPath } from 'node:url'
import type { PictureSource, PictureVersion, VersionLine } from '@samverkan/contract'
import {
  certaintyWords,
  clockTime,
  dateTime,
  handlingWords,
  headingWords,
  nameAfterMark,
  pictureHeadings,
  reportMeansWords,
  stockholmYear,
} from '@samverkan/domain'
import type { Printer } from '../../lib/typst.ts'

const template = fileURLToPath(new URL('./picture.typ', import.meta.url))

/** On paper the year is needed too: `ons 18 nov 2026 11:25`. */
const onPaper = (instant: string): string => {
  const at = new Date(instant)
  return dateTime(at).replace(/ (?=\d\d:\d\d)/, ` ${stockholmYear(at)} `)
}
/** Who said it; taken down by the duty officer, also how it came: `Bo Öhman per telefon till TiB`. */
const reporterOf = ({ reportedBy, takenDown }: PictureSource): string =>
  takenDown === null
    ? reportedBy
    : [takenDown.givenBy, reportMeansWords[takenDown.means], 'till', takenDown.functionSv ?? reportedBy].filter(Boolean).join(' ')
const sourceOf = ({ source, writtenBy }: VersionLine): string =>
  source
    ? `${source.actor.name}, ${reporterOf(source)}, ${dateTime(new Date(source.reportedAt))}`
    : `Tillagt av ${writtenBy ?? 'redaktionen'}`
const textOf = (version: PictureVersion, field: string): string => version.texts.find((one) => one.field === field)?.text ?? ''

/** What the page says, in words: in Swedish, like everything that leaves the portal. */
export const pageOf = (v: PictureVersion) => {
  const name = `Lägesbild ${v.number}`
  const mark = v.isExercise ? 'ÖVNING ' : ''
  const { person, functionSv, actor } = v.publishedBy
  return {
    title: `${mark}${name}: ${nameAfterMark(v.title, v.isExercise)}`,
    author: 'Samverkan Stockholmsregionen',
    description: `${mark}${name}, ${v.title}, publicerad ${onPaper(v.publishedAt)}. Spridning: ${handlingWords[v.handling]}.`,
    exercise: v.isExercise,
    exerciseWord: 'ÖVNING',
    exerciseLine: 'ÖVNING – inget i den här lägesbilden har hänt på riktigt.',
    shortTitle: `${name} · ${v.title}`,
    handlingLabel: 'Spridning',
    handling: handlingWords[v.handling],
    origin: `Samverkan Stockholmsregionen${v.incidentCode ? ` · ${v.incidentCode}` : ''} · publicerad ${onPaper(v.publishedAt)}`,
    pageWord: 'Sida',
    ofWord: 'av',
    heading: `${name}: ${v.title}`,
    published: `Publicerad ${onPaper(v.publishedAt)} av ${[person, functionSv, actor].filter(Boolean).join(', ')}`,
    facts: [
      ...(v.isoWeek === null ? [] : [{ name: 'Vecka', value: `${v.isoWeek} ${v.isoYear}` }]),
      { name: 'Stopptid', value: dateTime(new Date(v.cutOffAt)) },
      { name: 'Nästa lägesbild', value: v.nextUpdateAt ? dateTime(new Date(v.nextUpdateAt)) : 'inte bestämt' },
      { name: 'Bygger på', value: `uppgifter från ${v.reported} av ${v.asked} aktörer` },
      { name: 'Spridning', value: handlingWords[v.handling] },
    ],
    summaryHeading: 'Sammanfattning',
    summary: textOf(v, 'summary'),
    nothing: 'Ingen sammanfattning är skriven.',
    sections: pictureHeadings.flatMap((heading) => {
      const lines = v.lines.filter((line) => line.heading === heading)
      if (lines.length === 0) return []
      return [
        {
          name: headingWords[heading],
          lines: lines.map((line) => ({
            text: line.text,
            certainty: certaintyWords[line.certainty],
            isFact: line.certainty === 'fact',
            source: sourceOf(line),
            original: line.source && line.source.text !== line.text ? line.source.text : '',
          })),
        },
      ]
    }),
    originalWord: 'Rapporterades som:',
    developmentsHeading: 'Alternativa händelseutvecklingar',
    developments: [
      { name: 'Mest trolig', text: textOf(v, 'most_likely') },
      { name: 'Värsta fall', text: textOf(v, 'worst_case') },
    ].filter((one) => one.text !== ''),
    readAloudHeading: 'Att läsa upp i Rakel',
    readAloud: textOf(v, 'read_aloud'),
  }
}

/** `lagesbild-2026-001-3.pdf` */
export const fileName = (v: PictureVersion): string =>
  `${v.isExercise ? 'ovning-' : ''}lagesbild-${v.incidentCode ?? `${v.isoYear}-v${v.isoWeek}`}-${v.number}-${clockTime(new Date(v.publishedAt)).replace(':', '').replace(' ', '-')}.pdf`

export const pdfOf = (printer: Printer, version: PictureVersion, asker: string): Promise<Buffer> =>
  printer.print(template, pageOf(version), asker)
