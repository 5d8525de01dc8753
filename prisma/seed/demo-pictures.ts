import type { Certainty, PictureField, PictureHeading } from '@samverkan/domain'

/** The lägesbilder of the finished exercise: what became of the reports (demo-picture-reports.ts) in three versions. Invented, like the exercise. */

/** When each number was collected and published, in minutes after the call-out; the fourth was never published. */
export const pictureTimes = {
  opened: 12,
  cutOff: [26, 52, 80, 110],
  published: [28, 55, 83],
}

/** A line of the joint picture: what it said in each version, null where it was not in it; the source it was lifted from then. */
export type DemoLine = {
  key: string
  heading: PictureHeading
  certainty: Certainty
  texts: [string | null, string | null, string | null]
  sources: [string | null, string | null, string | null]
}
const lifted = (
  key: string,
  heading: PictureHeading,
  texts: DemoLine['texts'],
  sources: DemoLine['sources'],
  certainty: Certainty = 'fact',
): DemoLine => ({
  key,
  heading,
  certainty,
  texts,
  sources,
})
const same = (text: string): DemoLine['texts'] => [text, text, text]
const from = (source: string): DemoLine['sources'] => [source, source, source]

const sos = 'Svarstiden på 112 är 14 sekunder. Allmänheten hänvisas till kommunernas webbplatser.'
export const demoLines: DemoLine[] = [
  lifted('mobile', 'situation', same('Mobilnätet är störsvagt söder om Tumba.'), from('botkyrka-2')),
  lifted('sos', 'situation', ['Svarstiden på 112 är 11 sekunder.', sos, sos], ['sos-1', 'sos-2', 'sos-2']),
  lifted('rail', 'situation', same('Spårtrafiken går enligt tidtabell.'), from('trafikverket-2')),
  lifted(
    'sodertalje-power',
    'impact',
    [
      'Omkring 2 800 hushåll i Järna, Hölö och Mölnbo saknar el.',
      'Omkring 3 400 hushåll i Järna, Hölö, Mölnbo och Enhörna saknar el.',
      'Omkring 1 900 hushåll i Hölö, Mölnbo och Enhörna saknar el. Järna har fått strömmen åter.',
    ],
    ['sodertalje-1', 'sodertalje-4', 'sodertalje-7'],
  ),
  lifted(
    'nynashamn-power',
    'impact',
    [
      'Omkring 900 hushåll saknar el i Sorunda.',
      'Omkring 1 200 hushåll saknar el i Sorunda och Ösmo.',
      'Omkring 1 200 hushåll saknar el i Sorunda och Ösmo.',
    ],
    ['nynashamn-1', 'nynashamn-3', 'nynashamn-3'],
  ),
  lifted(
    'home-care',
    'impact',
    [
      'Hemtjänsten i Södertälje når inte 23 personer på telefon. Besök görs med bil.',
      'Hemtjänsten i Södertälje har nått alla utom fyra personer.',
      null,
    ],
    ['sodertalje-2', 'sodertalje-5', 'sodertalje-5'],
  ),
  lifted(
    'roads',
    'impact',
    [
      'Väg 225 är avstängd vid Sorunda efter nedfallna träd.',
      'Väg 225 är avstängd vid Sorunda. Väg 57 är framkomlig med en fil vid Hölö.',
      'Väg 225 är öppen med begränsad framkomlighet. Väg 57 är åter helt öppen.',
    ],
    ['trafikverket-1', 'trafikverket-3', 'trafikverket-4'],
  ),
  lifted('care', 'impact', same('Vårdcentralen i Järna är stängd. Patienter hänvisas till Södertälje.'), from('region-1')),
  lifted('salem', 'impact', [null, null, 'Kommunens växel i Salem är ur bruk. Kommunen nås på Rakel.'], [null, null, 'salem-1']),
  lifted('reserve', 'measures', same('Två äldreboenden i Botkyrka går på reservkraft. Drivmedel räcker i 18 timmar.'), from('botkyrka-1')),
  lifted('stations', 'measures', same('Södertörns stationer är bemannade. En motorsågsgrupp står i beredskap i Botkyrka.'), from('sbff-1')),
  lifted('hospital', 'measures', same('Södertälje sjukhus har provat reservkraften, utan anmärkning.'), from('region-2')),
  lifted(
    'shelter',
    'measures',
    [null, 'En trygghetspunkt är öppen i Ljungbackens skola i Järna.', 'En trygghetspunkt är öppen i Ljungbackens skola i Järna.'],
    [null, 'sodertalje-6', 'sodertalje-6'],
  ),
  lifted(
    'generator',
    'measures',
    [null, null, 'Ett reservelverk är på väg till vattenverket i Sorunda, framme klockan 12.'],
    [null, null, 'sbff-3'],
  ),
  lifted(
    'power-back',
    'forecast',
    [
      'Strömmen är åter i Järna tidigast klockan 14.',
      'Strömmen är åter i Järna tidigast klockan 14.',
      'Strömmen är åter i hela Södertälje tidigast klockan 15.',
    ],
    ['sodertalje-3', 'sodertalje-3', 'sodertalje-9'],
    'assumption',
  ),
  lifted(
    'batteries',
    'forecast',
    same('Mobilnätet försämras när basstationernas batterier tar slut, troligen efter klockan 13.'),
    from('botkyrka-3'),
    'assumption',
  ),
  lifted(
    'water',
    'forecast',
    [null, 'Vattenreservoaren i Sorunda räcker till klockan 17.', 'Vattenreservoaren i Sorunda räcker till klockan 17.'],
    [null, 'nynashamn-4', 'nynashamn-4'],
    'assumption',
  ),
  lifted(
    'generator-need',
    'needs',
    [
      'Nynäshamn behöver ett mobilt reservelverk till vattenverket i Sorunda före klockan 16.',
      'Nynäshamn behöver ett mobilt reservelverk till vattenverket i Sorunda före klockan 16.',
      null,
    ],
    from('nynashamn-2'),
  ),
  lifted(
    'fuel',
    'needs',
    [
      null,
      'Behovet av drivmedel till reservkraft för kommande natt behöver inventeras.',
      'Behovet av drivmedel till reservkraft för kommande natt behöver inventeras.',
    ],
    [null, null, null],
  ),
]

const worst = 'Vinden tilltar igen efter klockan 18 och mobilnätet slås ut söder om Tumba. Larm får då tas emot på räddningsstationerna.'
export const demoTexts: Record<PictureField, [string, string, string]> = {
  summary: [
    'Kraftiga vindar har gett elavbrott i Södertälje och Nynäshamn: omkring 3 700 hushåll är utan el. Mobilnätet är störsvagt söder om Tumba. Inga personskador är rapporterade.\n\nSamlad bedömning: påverkan ökar fram till klockan 13.',
    'Elavbrotten har ökat till omkring 4 600 hushåll i Södertälje och Nynäshamn. Väg 225 är avstängd vid Sorunda. Nynäshamn behöver ett reservelverk till vattenverket i Sorunda före klockan 16.\n\nSamlad bedömning: påverkan är som störst fram till klockan 13.',
    'Läget förbättras. Omkring 3 100 hushåll är utan el; Järna har fått strömmen åter. Vägarna är öppna och ett reservelverk är på väg till vattenverket i Sorunda.\n\nSamlad bedömning: påverkan minskar under eftermiddagen. Mobilnätet är fortsatt osäkert.',
  ],
  most_likely: [
    'Vinden avtar efter klockan 14. Strömmen är åter i de flesta områden under kvällen.',
    'Vinden avtar efter klockan 14. Strömmen är åter i de flesta områden under kvällen.',
    'Vinden avtar under eftermiddagen. Strömmen är åter i hela länet före klockan 20.',
  ],
  worst_case: [worst, worst, worst],
  read_aloud: [
    'Övning, övning, övning. Lägesbild 1, höststorm. Omkring 3 700 hushåll utan el i Södertälje och Nynäshamn. Mobilnätet störsvagt söder om Tumba. Inga personskador. Slut.',
    'Övning, övning, övning. Lägesbild 2, höststorm. Omkring 4 600 hushåll utan el. Väg 225 avstängd vid Sorunda. Nynäshamn behöver reservelverk till vattenverket i Sorunda. Slut.',
    'Övning, övning, övning. Lägesbild 3, höststorm. Läget förbättras. Omkring 3 100 hushåll utan el. Vägarna öppna. Reservelverk på väg till Sorunda. Slut.',
  ],
}

/** Who acknowledged each version, in order, a minute and a half apart; with a word on how it was spread at home. */
export const demoAcknowledged: [string[], string[], string[]] = [
  ['nacka', 'sodertalje', 'botkyrka', 'trafikverket', 'haninge', 'huddinge', 'sos-alarm', 'region-stockholm'],
  [
    'nacka',
    'sodertalje',
    'nynashamn',
    'botkyrka',
    'trafikverket',
    'region-stockholm',
    'tyreso',
    'sos-alarm',
    'polisen-stockholm',
    'sodertorn-brand',
  ],
  [
    'sodertalje',
    'nynashamn',
    'botkyrka',
    'trafikverket',
    'haninge',
    'huddinge',
    'region-stockholm',
    'tyreso',
    'sos-alarm',
    'polisen-stockholm',
    'sodertorn-brand',
    'stockholm',
    'salem',
    'solna',
  ],
]
/** Read and not acknowledged: the latest version. */
export const demoOnlyRead = ['taby', 'varmdo', 'ssbf']
export const demoNotes: Record<string, string> = {
  sodertalje: 'Utskickad till krisledningsnämnden och alla förvaltningschefer.',
  'region-stockholm': 'Spridd i regionens särskilda sjukvårdsledning.',
  tyreso: 'Ligger på intranätet.',
}
