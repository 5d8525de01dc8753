import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { PictureReport } from '@samverkan/contract'
import { type Certainty, type Handling, type PictureField, type PictureHeading, pictureHeadings } from '@samverkan/domain'

export const headings = pictureHeadings

export const headingWords: Record<PictureHeading, MessageDescriptor> = {
  situation: msg`Läge`,
  impact: msg`Påverkan`,
  measures: msg`Åtgärder`,
  forecast: msg`Prognos`,
  needs: msg`Behov`,
}
/** What is asked for under each heading, for whoever reports for the first time at three in the morning. */
export const headingHelp: Record<PictureHeading, MessageDescriptor> = {
  situation: msg`Vad har hänt och hur ser det ut hos er nu?`,
  impact: msg`Vad påverkas hos er, och vad kan det innebära för andra?`,
  measures: msg`Vad har ni gjort och vad är på gång?`,
  forecast: msg`Hur tror ni att det utvecklas?`,
  needs: msg`Vad behöver ni av andra, och när?`,
}
export const certaintyWords: Record<Certainty, MessageDescriptor> = { fact: msg`Fakta`, assumption: msg`Antagande` }
export const handlingWords: Record<Handling, MessageDescriptor> = { open: msg`Öppen`, internal: msg`Intern` }
export const fieldWords: Record<PictureField, MessageDescriptor> = {
  summary: msg`Sammanfattning`,
  most_likely: msg`Mest trolig`,
  worst_case: msg`Värsta fall`,
  read_aloud: msg`Text att läsa upp i Rakel`,
}
export const reportKindWords: Record<PictureReport['kind'], MessageDescriptor> = {
  lines: msg`Rapporterat`,
  nothing: msg`Inget att rapportera`,
  unchanged: msg`Oförändrat`,
}

/** Lines by heading, in the order of the headings; those without lines are there too, empty. */
export function byHeading<Line extends { heading: PictureHeading }>(
  lines: readonly Line[],
): readonly (readonly [PictureHeading, Line[]])[] {
  const found = new Map<PictureHeading, Line[]>(headings.map((heading) => [heading, []]))
  for (const line of lines) found.get(line.heading)?.push(line)
  return [...found]
}
