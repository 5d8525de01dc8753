import type { Certainty, PictureField, PictureHeading } from '@samverkan/domain'

/** The weekly lägesbild of the last Thursday conference of the demo: one version, published when the conference was over. Invented. */

type ReportedLine = { heading: PictureHeading; certainty: Certainty; text: string }
const line = (heading: PictureHeading, text: string, certainty: Certainty = 'fact'): ReportedLine => ({ heading, certainty, text })

/** Minutes from the start of the conference: collected from the day before, published and archived after it. */
export const weeklyTimes = { opened: -31 * 60, cutOff: 0, published: 80, archived: 95 }

/** What the actors reported to it, in the order it came; all others of those present said that they had nothing. */
export const weeklyReports: Record<string, ReportedLine[]> = {
  trafikverket: [
    line('situation', 'Halkbekämpning pågår i hela länet.'),
    line('impact', 'Väg 222 har nedsatt framkomlighet vid Mölnvik.'),
    line('forecast', 'Ny halka natten till söndag om mildvädret kommer som väntat.', 'assumption'),
  ],
  varmdo: [
    line('impact', '60 hushåll på Ingarö saknar fast telefoni sedan i tisdags.'),
    line('forecast', 'Telefonin på Ingarö är åter till helgen enligt operatören.', 'assumption'),
  ],
  'region-stockholm': [
    line('situation', 'Akutmottagningarna har högt tryck. Ingen förstärkt beredskap.'),
    line('needs', 'Vårdens behov av plogade infarter före klockan 06 behöver vara känt hos väghållarna.'),
  ],
  'sos-alarm': [line('situation', 'Larmvolymen är 12 procent över det normala för årstiden, främst trafik.')],
  'sodertorn-brand': [line('measures', 'Bandvagnen är åter i Botkyrka från fredag.')],
  'polisen-stockholm': [line('measures', 'Trafikpolisen är förstärkt på de stora infarterna under helgen.')],
  taby: [line('needs', 'Reservvägen för elförsörjning till ledningsplatsen är inte uppdaterad.')],
}

/** What was lifted in, by actor and place among its lines; the last one was written by TiB and has no source. */
export const weeklyLines: { from: [string, number] | null; heading: PictureHeading; certainty: Certainty; text: string }[] = [
  { from: ['trafikverket', 0], ...line('situation', 'Halkbekämpning pågår i hela länet.') },
  { from: ['sos-alarm', 0], ...line('situation', 'Larmvolymen är 12 procent över det normala för årstiden, främst trafik.') },
  { from: ['region-stockholm', 0], ...line('situation', 'Akutmottagningarna har högt tryck, utan förstärkt beredskap.') },
  { from: ['trafikverket', 1], ...line('impact', 'Väg 222 har nedsatt framkomlighet vid Mölnvik.') },
  { from: ['varmdo', 0], ...line('impact', '60 hushåll på Ingarö saknar fast telefoni sedan i tisdags.') },
  { from: ['polisen-stockholm', 0], ...line('measures', 'Trafikpolisen är förstärkt på de stora infarterna under helgen.') },
  { from: ['sodertorn-brand', 0], ...line('measures', 'Södertörns bandvagn är åter i Botkyrka från fredag.') },
  { from: ['varmdo', 1], ...line('forecast', 'Telefonin på Ingarö är åter till helgen enligt operatören.', 'assumption') },
  { from: ['trafikverket', 2], ...line('forecast', 'Ny halka natten till söndag om mildvädret kommer som väntat.', 'assumption') },
  { from: ['region-stockholm', 1], ...line('needs', 'Väghållarna behöver känna till vårdens behov av plogade infarter före klockan 06.') },
  { from: null, ...line('needs', 'Ett gemensamt budskap om halka behöver vara ute före fredag kväll.') },
]

export const weeklyTexts: Record<PictureField, string> = {
  summary:
    'Ordinarie läge. Halka och högt tryck på akutmottagningarna är veckans gemensamma bekymmer. 60 hushåll på Ingarö saknar fast telefoni.\n\nSamlad bedömning: störst risk för störningar natten till söndag, då mildväder följs av ny kyla.',
  most_likely: 'Mildväder till lördag, därefter kyla med halka på mindre vägar. Trycket på akutmottagningarna är oförändrat.',
  worst_case: 'Blixthalka i hela länet natten till söndag, med många trafikolyckor samtidigt och akutmottagningar som inte hinner ta emot.',
  read_aloud:
    'Veckans lägesbild. Ordinarie läge. Halkbekämpning pågår i hela länet. Högt tryck på akutmottagningarna. Risk för blixthalka natten till söndag. Slut.',
}

/** Who acknowledged it, in order; with a word on how it was spread at home. Three have read it and not said so. */
export const weeklyAcknowledged = [
  'sos-alarm',
  'trafikverket',
  'region-stockholm',
  'huddinge',
  'polisen-stockholm',
  'varmdo',
  'sodertalje',
  'sodertorn-brand',
  'stockholm',
  'solna',
  'nacka',
  'taby',
  'botkyrka',
  'ssbf',
  'norrtalje',
  'jarfalla',
  'tyreso',
  'lidingo',
]
export const weeklyOnlyRead = ['danderyd', 'haninge', 'sigtuna']
export const weeklyNotes: Record<string, string> = {
  'region-stockholm': 'Utskickad till akutsjukhusens beredskapssamordnare.',
  nacka: 'Ligger på intranätet, läst upp på fredagens ledningsmöte.',
}
