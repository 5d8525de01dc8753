import { join } from 'node:path'
import { timeOf } from '@samverkan/prisma/owner'
import type { SpeedAnswer, SpeedOrder } from '../../../apps/web/e2e/speed-order.ts'
import { CLONE, type Environment, type Portal } from '../environment.ts'
import { post } from '../incident.ts'
import { median, type Outcome } from '../outcome.ts'
import { cookieOf, PASSWORD } from '../session.ts'

const ROUNDS = 3
const LINES = 500

/** The two pages that draw most, in a browser on a computer four times slower than this one: opened, and from a key to the next frame. */
export async function inBrowser(environment: Environment): Promise<Outcome[]> {
  const portal = await environment.portal()
  const browser = environment.children.helper<SpeedOrder, SpeedAnswer>('browser', join(CLONE, 'apps/web/e2e/speed.ts'))
  const rounds = async (measure: SpeedOrder['measure'], who: string, path: string): Promise<SpeedAnswer[]> => {
    const answers: SpeedAnswer[] = []
    for (let round = 0; round < ROUNDS; round++)
      answers.push(await browser({ measure, origin: portal.origin, email: `${who}@demo.example`, password: PASSWORD, path }))
    return answers
  }
  const map = await rounds('map', 'kansli', '/formagor/karta')
  const typing = await rounds('typing', 'tib', await draftOf(environment, portal))
  const line = (what: string, times: number[], seconds: number): Outcome => ({
    what,
    portal: `${ROUNDS} times: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    beside: 'time alone: Chromium, its processor throttled four times',
    value: median(times) / 1_000,
    unit: 's',
    bound: { atMost: seconds },
  })
  const of = (answers: SpeedAnswer[], what: keyof SpeedAnswer): number[] => answers.map((answer) => answer[what])
  return [
    line('heat map in a browser, until 37 × 28 are shown', of(map, 'shownMs'), 6),
    line('heat map in a browser, an arrow key', of(map, 'keyMs'), 0.1),
    line(`a draft of ${LINES} lines in a browser, a letter`, of(typing, 'keyMs'), 1),
  ]
}

/** The address of the draft of an incident of its own, with five hundred lines. */
async function draftOf(environment: Environment, portal: Portal): Promise<string> {
  const cookie = await cookieOf(portal, 'tib')
  const inMinutes = async (minutes: number): Promise<string> =>
    new Date((await timeOf(environment.ownerUrl)).getTime() + minutes * 60_000).toISOString()
  const pressed = await post(portal, '/api/activations', cookie, {
    title: 'Femhundra rader',
    isExercise: false,
    forums: [{ forumCode: 'regionalt-samordnande-forum' }],
    channel: 'telephone',
    conferenceAt: await inMinutes(30),
    dialIn: '08-000 00 00, kod 1234',
  })
  const { code } = (await pressed.json()) as { code: string }
  const times = { cutOffAt: await inMinutes(60), nextUpdateAt: null }
  const opened = await post(portal, `/api/situational-pictures/incidents/${code}`, cookie, { ...times, handling: 'internal' })
  const { id } = (await opened.json()) as { id: string }
  await post(portal, `/api/situational-pictures/${id}/lines`, cookie, { heading: 'situation', certainty: 'fact', text: 'Rad 0' })
  await environment.owner(
    `INSERT INTO situational_picture_lines SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'text', 'Rad ' || n || ': ett läge som beskrivs i en hel mening.'))).*
     FROM situational_picture_lines l CROSS JOIN generate_series(1, $2::int) n WHERE l.picture_id = $1`,
    [id, LINES - 1],
  )
  return `/handelser/${code}/lagesbild?visa=utkast`
}
