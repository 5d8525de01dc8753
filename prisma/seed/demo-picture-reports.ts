import type { Certainty, PictureHeading, PictureReportKind, ReportMeans } from '@samverkan/domain'

/** What the actors reported to the lägesbilder of the finished exercise (demo-pictures.ts). Invented, like the exercise. */

export type DemoReportLine = { key: string; heading: PictureHeading; certainty: Certainty; text: string; replaces?: string }
export type DemoReport = {
  actor: string
  /** Minutes after the call-out. */
  at: number
  /** The number that is collected when it comes; `writtenFor` when that is an earlier one. */
  number: number
  writtenFor?: number
  kind: PictureReportKind
  /** Said by phone or Rakel, and written down by TiB. */
  takenDown?: { means: ReportMeans; givenBy: string }
  lines?: DemoReportLine[]
}
const fact = (key: string, heading: PictureHeading, text: string, replaces?: string): DemoReportLine => ({
  key,
  heading,
  certainty: 'fact',
  text,
  ...(replaces ? { replaces } : {}),
})
const assumed = (key: string, heading: PictureHeading, text: string, replaces?: string): DemoReportLine => ({
  ...fact(key, heading, text, replaces),
  certainty: 'assumption',
})

export const demoReports: DemoReport[] = [
  {
    actor: 'sodertorn-brand',
    at: 15,
    number: 1,
    kind: 'lines',
    lines: [
      fact('sbff-1', 'measures', 'Samtliga stationer är bemannade. En motorsågsgrupp står i beredskap i Botkyrka.'),
      fact('sbff-2', 'situation', 'Fjorton uppdrag med träd över väg sedan klockan 09, inga personskador.'),
    ],
  },
  {
    actor: 'sodertalje',
    at: 16,
    number: 1,
    kind: 'lines',
    lines: [
      fact('sodertalje-1', 'impact', 'Omkring 2 800 hushåll i Järna, Hölö och Mölnbo saknar el.'),
      fact('sodertalje-2', 'impact', 'Hemtjänsten når inte 23 personer på telefon. Besök görs med bil.'),
      assumed('sodertalje-3', 'forecast', 'Strömmen är åter i Järna tidigast klockan 14.'),
    ],
  },
  {
    actor: 'trafikverket',
    at: 17,
    number: 1,
    kind: 'lines',
    lines: [
      fact('trafikverket-1', 'impact', 'Väg 225 är avstängd vid Sorunda efter nedfallna träd.'),
      fact('trafikverket-2', 'situation', 'Spårtrafiken går enligt tidtabell.'),
    ],
  },
  {
    actor: 'botkyrka',
    at: 18,
    number: 1,
    kind: 'lines',
    lines: [
      fact('botkyrka-1', 'measures', 'Två äldreboenden går på reservkraft. Drivmedel räcker i 18 timmar.'),
      fact('botkyrka-2', 'situation', 'Mobilnätet är störsvagt söder om Tumba.'),
      assumed('botkyrka-3', 'forecast', 'Mobilnätet försämras när basstationernas batterier tar slut, troligen efter klockan 13.'),
    ],
  },
  {
    actor: 'sos-alarm',
    at: 19,
    number: 1,
    kind: 'lines',
    lines: [fact('sos-1', 'situation', 'Svarstiden på 112 är 11 sekunder. Inga tecken på att samtal inte kommer fram.')],
  },
  {
    actor: 'region-stockholm',
    at: 20,
    number: 1,
    kind: 'lines',
    lines: [
      fact('region-1', 'impact', 'Vårdcentralen i Järna är stängd. Patienter hänvisas till Södertälje.'),
      fact('region-2', 'measures', 'Södertälje sjukhus har provat reservkraften, utan anmärkning.'),
    ],
  },
  {
    actor: 'haninge',
    at: 21,
    number: 1,
    kind: 'lines',
    lines: [
      fact('haninge-1', 'measures', 'Krisledningen samlas klockan 11.'),
      fact('haninge-2', 'impact', 'Två skolor på Ornö och Muskö är stängda.'),
    ],
  },
  {
    actor: 'nynashamn',
    at: 22,
    number: 1,
    kind: 'lines',
    lines: [
      fact('nynashamn-1', 'impact', 'Omkring 900 hushåll saknar el i Sorunda.'),
      fact('nynashamn-2', 'needs', 'Behöver ett mobilt reservelverk till vattenverket i Sorunda före klockan 16.'),
    ],
  },
  {
    actor: 'polisen-stockholm',
    at: 23,
    number: 1,
    kind: 'lines',
    lines: [fact('polisen-1', 'measures', 'Patrull dirigerar trafik vid väg 225 tills vägen är röjd.')],
  },
  {
    actor: 'huddinge',
    at: 24,
    number: 1,
    kind: 'lines',
    lines: [fact('huddinge-1', 'situation', 'Ingen påverkan på kommunens verksamheter. Vi kan ta emot behövande i Huddingehallen.')],
  },
  { actor: 'stockholm', at: 18, number: 1, kind: 'nothing' },
  { actor: 'nacka', at: 20, number: 1, kind: 'nothing' },
  { actor: 'tyreso', at: 25, number: 1, kind: 'nothing' },

  {
    actor: 'sodertalje',
    at: 40,
    number: 2,
    kind: 'lines',
    lines: [
      fact('sodertalje-4', 'impact', 'Omkring 3 400 hushåll i Järna, Hölö, Mölnbo och Enhörna saknar el.', 'sodertalje-1'),
      fact('sodertalje-5', 'impact', 'Hemtjänsten har nått alla utom fyra personer.', 'sodertalje-2'),
      fact('sodertalje-6', 'measures', 'En trygghetspunkt är öppen i Ljungbackens skola i Järna.'),
    ],
  },
  { actor: 'botkyrka', at: 42, number: 2, kind: 'unchanged' },
  { actor: 'sodertorn-brand', at: 43, number: 2, kind: 'unchanged' },
  {
    actor: 'nynashamn',
    at: 44,
    number: 2,
    kind: 'lines',
    lines: [
      fact('nynashamn-3', 'impact', 'Omkring 1 200 hushåll saknar el i Sorunda och Ösmo.', 'nynashamn-1'),
      assumed('nynashamn-4', 'forecast', 'Vattenreservoaren i Sorunda räcker till klockan 17.'),
    ],
  },
  {
    actor: 'trafikverket',
    at: 46,
    number: 2,
    kind: 'lines',
    lines: [
      fact('trafikverket-3', 'impact', 'Väg 225 är avstängd vid Sorunda. Väg 57 är framkomlig med en fil vid Hölö.', 'trafikverket-1'),
    ],
  },
  {
    actor: 'sos-alarm',
    at: 47,
    number: 2,
    kind: 'lines',
    lines: [
      fact(
        'sos-2',
        'situation',
        'Svarstiden på 112 är 14 sekunder. Fler samtal än vanligt om elavbrott; allmänheten hänvisas till kommunernas webbplatser.',
        'sos-1',
      ),
    ],
  },
  { actor: 'region-stockholm', at: 48, number: 2, kind: 'unchanged' },
  { actor: 'huddinge', at: 49, number: 2, kind: 'unchanged' },
  {
    actor: 'salem',
    at: 53,
    number: 2,
    kind: 'lines',
    takenDown: { means: 'rakel', givenBy: 'Salems krisledning' },
    lines: [fact('salem-1', 'impact', 'Kommunens växel är ur bruk. Vi nås på Rakel och på krisledningens mobil.')],
  },

  {
    actor: 'sodertalje',
    at: 70,
    number: 3,
    kind: 'lines',
    lines: [
      fact(
        'sodertalje-7',
        'impact',
        'Omkring 1 900 hushåll i Hölö, Mölnbo och Enhörna saknar el. Järna har fått strömmen åter.',
        'sodertalje-4',
      ),
      fact('sodertalje-8', 'impact', 'Hemtjänsten har nått alla.', 'sodertalje-5'),
      assumed('sodertalje-9', 'forecast', 'Strömmen är åter i hela kommunen tidigast klockan 15.', 'sodertalje-3'),
    ],
  },
  {
    actor: 'sodertorn-brand',
    at: 71,
    number: 3,
    kind: 'lines',
    lines: [
      fact('sbff-3', 'measures', 'Ett reservelverk från Nynäshamns station är på väg till vattenverket i Sorunda, framme klockan 12.'),
    ],
  },
  {
    actor: 'trafikverket',
    at: 73,
    number: 3,
    kind: 'lines',
    lines: [fact('trafikverket-4', 'impact', 'Väg 225 är öppen med begränsad framkomlighet. Väg 57 är åter helt öppen.', 'trafikverket-3')],
  },
  { actor: 'botkyrka', at: 74, number: 3, kind: 'unchanged' },
  { actor: 'nynashamn', at: 75, number: 3, kind: 'unchanged' },
  { actor: 'region-stockholm', at: 76, number: 3, kind: 'unchanged' },
  { actor: 'sos-alarm', at: 77, number: 3, kind: 'unchanged' },
  { actor: 'huddinge', at: 78, number: 3, kind: 'nothing' },
  // Written for number 3 while that was being published: kept, and offered to the next.
  {
    actor: 'haninge',
    at: 84,
    number: 4,
    writtenFor: 3,
    kind: 'lines',
    lines: [fact('haninge-3', 'measures', 'Krisledningen har samlats. Skolorna på Ornö och Muskö öppnar i morgon.', 'haninge-1')],
  },
]
