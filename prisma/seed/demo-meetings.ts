import type { ReportLine } from '@samverkan/domain'

/** The Thursday conferences of the demo: six that have been, the last one first, and the next one half prepared. Invented, like everything in it. */

export type DemoNote = { item: string; actor?: string; text: string }
export type DemoMeasure = {
  item: string
  title: string
  /** null: the office. */
  owner: string | null
  dueAfterDays: number
  isDone: boolean
}
export type DemoQuestion = { item: string; actor: string; text: string; dueAfterDays: number; answer?: string }
export type DemoWeek = {
  absent: string[]
  /** Who reported something, in what words; all others on the roll reported nothing. */
  reports: Record<string, ReportLine[]>
  /** What some of them had said before they corrected it. */
  corrected?: Record<string, ReportLine[]>
  notes: DemoNote[]
  outcomes: Record<string, string>
  measures: DemoMeasure[]
  /** What was taken home, to come back about. */
  questions?: DemoQuestion[]
}
const fact = (text: string): ReportLine => ({ basis: 'fact', text })
const assumption = (text: string): ReportLine => ({ basis: 'assumption', text })

const [reports, scan, picture, analysis, need, communication, earlier, measures] = [
  'Aktörsrapportering',
  'Omvärldsanalys',
  'Samlad lägesbild',
  'Gemensam analys',
  'Behov av samverkan, samordning och planering',
  'Behov av samordnad kommunikation (RKK)',
  'Synpunkter på tidigare hantering',
  'Summering av åtgärder (RSIB)',
] as const

export const demoWeeks: DemoWeek[] = [
  {
    absent: ['nykvarn', 'fm-mrm', 'kustbevakningen'],
    reports: {
      'polisen-stockholm': [fact('Erfarenheter från övningen: omledning vid Danderyds kyrka kom in i lägesbilden först efter 50 minuter.')],
      varmdo: [
        fact('60 hushåll på Ingarö saknar fast telefoni sedan i tisdags.'),
        assumption('Felet är avhjälpt till helgen enligt operatören.'),
      ],
      trafikverket: [fact('Halkbekämpning pågår i hela länet. Väg 222 har nedsatt framkomlighet vid Mölnvik.')],
      'sos-alarm': [fact('Larmvolymen är 12 procent över det normala för årstiden, främst trafik.')],
      'region-stockholm': [fact('Akutmottagningarna har högt tryck. Ingen förstärkt beredskap.')],
      taby: [fact('Reservvägen för elförsörjning till ledningsplatsen är inte uppdaterad.')],
    },
    corrected: { varmdo: [fact('Omkring 40 hushåll på Ingarö saknar fast telefoni.')] },
    notes: [
      { item: reports, actor: 'polisen-stockholm', text: 'Omledningen nådde inte samordnande forum. Tas vidare i samordningsgruppen.' },
      { item: reports, actor: 'varmdo', text: '60 hushåll saknar fortfarande fast telefoni. Värmdö återkommer med prognos.' },
      { item: reports, actor: 'sodertorn-brand', text: 'Bandvagnen är åter i Botkyrka från fredag.' },
      { item: scan, text: 'SMHI väntar tillfälligt mildväder till lördag, därefter ny kyla. Risk för blixthalka natten till söndag.' },
      { item: analysis, text: 'Halka i kombination med högt tryck på akutmottagningarna är veckans gemensamma bekymmer.' },
      { item: communication, text: 'RKK samordnar ett budskap om halka till fredag kl. 12.' },
    ],
    outcomes: {
      [analysis]: 'Aktörerna ser samma två frågor: halka och trycket på akutmottagningarna.',
      [need]: 'Inget behov av aktivering. Nytt avstämningsmöte kallas av TiB om kylan kommer tidigare.',
    },
    measures: [
      {
        item: reports,
        title: 'Uppdatera reservvägen för elförsörjning till ledningsplatsen',
        owner: 'taby',
        dueAfterDays: 5,
        isDone: false,
      },
      {
        item: communication,
        title: 'Gemensamt budskap om halka ute på aktörernas webbplatser',
        owner: 'region-stockholm',
        dueAfterDays: 1,
        isDone: true,
      },
      { item: measures, title: 'Skicka ut kontaktvägar för helgens beredskap', owner: null, dueAfterDays: 1, isDone: true },
    ],
    questions: [
      {
        item: reports,
        actor: 'nacka',
        text: 'Kan Nackas bandvagn lånas ut till Värmdö om kylan kommer tillbaka?',
        dueAfterDays: 7,
      },
      {
        item: need,
        actor: 'region-stockholm',
        text: 'Vilka sjukhusinfarter behöver vara plogade före klockan 06?',
        dueAfterDays: 4,
        answer: 'Danderyd, Karolinska i Solna och Huddinge samt Södersjukhusets ambulansintag. Listan är skickad till väghållarna.',
      },
    ],
  },
  {
    absent: ['stockholms-hamnar'],
    reports: {
      solna: [fact('Evenemang på arenan lördag, 45 000 besökare. Egen samverkan med polisen.')],
      'stockholms-hamnar': [fact('Färjetrafiken går enligt tidtabell.')],
      nacka: [fact('Vattenläcka i Fisksätra lagad. Kokrekommendationen är hävd.')],
      norrtalje: [assumption('Isläget i skärgården kan påverka sjuktransporter inom två veckor.')],
    },
    notes: [
      { item: reports, actor: 'nacka', text: 'Kokrekommendationen hävdes i onsdags kl. 15.' },
      { item: need, actor: 'norrtalje', text: 'Behöver veta vilka resurser som finns för transporter över is.' },
    ],
    outcomes: { [need]: 'Kustbevakningen och Norrtälje stämmer av resurser för transporter över is.' },
    measures: [{ item: need, title: 'Lista resurser för transporter över is', owner: 'kustbevakningen', dueAfterDays: 14, isDone: true }],
  },
  {
    absent: ['ekero', 'vaxholm'],
    reports: {
      'lst-stockholm': [fact('Länsstyrelsen har fått in kommunernas redovisning av reservkraft, 24 av 26 är klara.')],
      huddinge: [fact('Strömavbrott i Skogås i natt, 2 400 hushåll, åter kl. 04.10.')],
    },
    notes: [{ item: earlier, actor: 'huddinge', text: 'Nätägarens prognos kom sent. Bra att TiB ringde runt.' }],
    outcomes: { [earlier]: 'Rutinen för nätägarnas prognoser ses över.' },
    measures: [
      { item: earlier, title: 'Se över rutinen för nätägarnas prognoser', owner: 'lst-stockholm', dueAfterDays: 21, isDone: false },
    ],
  },
  {
    absent: [],
    reports: { sodertalje: [fact('Övning i samverkansstab genomförd, 31 deltagare.')] },
    notes: [{ item: scan, text: 'Influensasäsongen har börjat två veckor tidigare än i fjol.' }],
    outcomes: {},
    measures: [],
  },
  {
    absent: ['kustbevakningen'],
    reports: { ssbf: [fact('Brand i förråd i Sollentuna, släckt. Rök över E4 under en timme.')] },
    notes: [{ item: picture, text: 'Lägesbilden utan ändringar sedan förra veckan.' }],
    outcomes: {},
    measures: [],
  },
  {
    absent: ['sigtuna', 'attunda'],
    reports: { trafikverket: [fact('Vägarbete på Essingeleden avslutat en vecka före plan.')] },
    notes: [{ item: reports, actor: 'trafikverket', text: 'Essingeleden fullt öppen från måndag.' }],
    outcomes: {},
    measures: [],
  },
]

/** Before the next one: these have something to say, these nothing, and these the same as last time. The others have not answered yet. */
export const demoNext: Pick<DemoWeek, 'reports' | 'corrected'> & { nothing: string[]; unchanged: string[] } = {
  reports: {
    trafikverket: [fact('Saltning var tredje timme på E4 och E18.'), assumption('Nedsatt framkomlighet på väg 222 till och med söndag.')],
    'polisen-stockholm': [fact('Julhandeln i city: förstärkt synlig närvaro från fredag.')],
    'sos-alarm': [fact('Larmvolymen åter på normal nivå.')],
    stockholm: [fact('Värmestugor öppna dygnet runt från i kväll.')],
    norrtalje: [assumption('Vägfärjan Furusund kan ställas in vid vind över 18 m/s på lördag.')],
  },
  corrected: { stockholm: [assumption('Värmestugorna kan behöva öppna i helgen.')] },
  nothing: ['danderyd', 'lidingo', 'sundbyberg', 'vallentuna', 'attunda'],
  unchanged: ['varmdo', 'region-stockholm', 'taby', 'huddinge'],
}
/** What the next meeting of the coordination group has got from the last conference. */
export const demoLifted = {
  title: 'Omledning nådde inte samordnande forum',
  item: reports,
  quote: 'Omledningen nådde inte samordnande forum. Tas vidare i samordningsgruppen.',
  actor: 'polisen-stockholm',
}
