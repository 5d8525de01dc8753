/** The documents that the reference data were read from, by the number under which a reference names them. */
const documents: Record<string, string> = {
  '000': 'Nacka kommun, tjänsteskrivelse om målbild 2023–2026',
  '001': 'Nacka kommun, tjänsteskrivelse om målbild 2023–2026',
  '002': 'Gemensam målbild 2019–2022 med bilagor',
  '003': 'Beslut om målbild 2019–2022, 2019/KS 0154',
  '004': 'Beslut om målbild 2019–2022, 2019/KS 0154',
}

/**
 * Where a statement stands, in words for people: the section when it is known, else the document. `reference` is `002:686-691`; its number
 * and lines are for whoever keeps the reference data. A document without a name gives nothing rather than a number.
 */
export const sourceWords = (reference: string, section?: string): string | undefined =>
  section?.replace(/^Modell /u, 'Modellbeskrivning ').replace(/^Förmåga /u, 'Gemensamma förmågor ') ?? documents[reference.split(':')[0]!]
