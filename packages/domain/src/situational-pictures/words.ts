import type { ReportMeans } from './reports.ts'

/** What a line of a report or of the joint picture stands under: läge, påverkan, åtgärder, prognos, behov. */
export const pictureHeadings = ['situation', 'impact', 'measures', 'forecast', 'needs'] as const
export type PictureHeading = (typeof pictureHeadings)[number]

/** Swedish words of what leaves the portal (mail, PDF); the web has its own, in the reader's language. */
export const headingWords: Record<PictureHeading, string> = {
  situation: 'Läge',
  impact: 'Påverkan',
  measures: 'Åtgärder',
  forecast: 'Prognos',
  needs: 'Behov',
}

/** The two kinds of information an actor gives (2:3). */
export type Certainty = 'fact' | 'assumption'
export const certaintyWords: Record<Certainty, string> = { fact: 'Fakta', assumption: 'Antagande' }

/** What a line starts as: nobody knows what is to come, so a forecast is an assumption until somebody says otherwise. */
export const certaintyByDefault = (heading: PictureHeading): Certainty => (heading === 'forecast' ? 'assumption' : 'fact')

/** How a report came that somebody wrote down for its actor; after the name of whoever gave it, where it was caught. */
export const reportMeansWords: Record<ReportMeans, string> = { phone: 'per telefon', rakel: 'per Rakel', other: 'på annat sätt' }

/** The texts of the joint picture that have no single source. */
export const pictureFields = ['summary', 'most_likely', 'worst_case', 'read_aloud'] as const
export type PictureField = (typeof pictureFields)[number]

/** Ours, in characters: what still fits a telephone, one page, and a minute's reading over Rakel. */
export const pictureLimits = { line: 2_000, summary: 4_000, most_likely: 2_000, worst_case: 2_000, read_aloud: 600 } as const

/** How a picture may be handled. `secret` (sekretess, OSL) can be asked for but is refused: it belongs in another channel. */
export type Handling = 'open' | 'internal'
export const handlingWords: Record<Handling, string> = { open: 'Öppen', internal: 'Intern' }
