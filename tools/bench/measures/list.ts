import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { actors } from './actors.ts'
import { answer } from './answer.ts'
import { assessment } from './assessment.ts'
import { board } from './board.ts'
import { heatMap } from './heat-map.ts'
import { inBrowser } from './in-browser.ts'
import { liveUpdates } from './live.ts'
import { logIn } from './log-in.ts'
import { logIns } from './log-ins.ts'
import { mails } from './mails.ts'
import { picture } from './picture.ts'
import { warmStart } from './start.ts'
import { webSize } from './web-size.ts'

export type Measure = { name: string; run: (environment: Environment) => Promise<Outcome[]> }

/** In the order of the table; what only reads comes before what fills the database. */
export const measures: Measure[] = [
  { name: 'actors', run: actors },
  { name: 'board', run: board },
  { name: 'heat-map', run: heatMap },
  { name: 'picture', run: picture },
  { name: 'assessment', run: assessment },
  { name: 'answer', run: answer },
  { name: 'log-in', run: logIn },
  { name: 'log-ins', run: logIns },
  { name: 'live', run: liveUpdates },
  { name: 'mails', run: mails },
  { name: 'browser', run: inBrowser },
  { name: 'start', run: warmStart },
  { name: 'web', run: webSize },
]
