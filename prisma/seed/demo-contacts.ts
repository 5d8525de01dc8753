import { actorWithoutEmail, contactLogin, type DemoActor, emailOf } from './demo-people.ts'
import { communicatorPhone, contactPhone, deputyPhone, directingPhone } from './demo-phones.ts'
import { stableId } from './ids.ts'

export type ContactPoint = {
  id: string
  actor: string
  functionCode: string
  label: string
  login: string | null
  isDeputy: boolean
  priority: number
  confirmedDaysAgo: number
}
export type Channel = {
  id: string
  contactPoint: string
  actor: string
  channel: 'email' | 'phone' | 'rakel'
  address: string
  priority: number
}

/** Lists that nobody has confirmed for more than 90 days, so that the reminder has something to show. */
const stale: Record<string, number> = { ekero: 118, nykvarn: 203, salem: 97, 'stockholms-hamnar': 141 }
const withRakel = [
  'lst-stockholm',
  'stockholm',
  'region-stockholm',
  'polisen-stockholm',
  'fm-mrm',
  'sos-alarm',
  'trafikverket',
  'kustbevakningen',
  'ssbf',
  'sodertorn-brand',
  'attunda',
]

/** What whoever speaks at directing level is usually called, by kind of actor. */
const directingTitles: Record<string, string> = {
  municipality: 'Kommundirektör',
  county_administrative_board: 'Länsledning',
  region: 'Regiondirektör',
  government_agency: 'Regional chef',
  armed_forces: 'Regional chef',
  rescue_service: 'Förbundsdirektör',
  municipal_company: 'Verkställande direktör',
  state_company: 'Regional chef',
}

/** The call list of the demo: contact function, its deputy, communication and directing level at each actor. */
export function demoContacts(actors: DemoActor[]): { points: ContactPoint[]; channels: Channel[] } {
  const points: ContactPoint[] = []
  const channels: Channel[] = []
  actors.forEach(({ code, kind }, index) => {
    const confirmedDaysAgo = stale[code] ?? 3 + ((index * 29) % 80)
    const add = (role: keyof typeof contactLogin, functionCode: string, label: string, phone: string, rakel?: string) => {
      const id = stableId('demo/actor_contact_points', `${code}/${role}`)
      const hasEmail = !(role === 'communicator' && code === actorWithoutEmail)
      const login = `${contactLogin[role]}.${code}`
      const isDeputy = role === 'deputy'
      points.push({
        id,
        actor: code,
        functionCode,
        label,
        login: hasEmail ? login : null,
        isDeputy,
        priority: isDeputy ? 2 : 1,
        confirmedDaysAgo,
      })
      const addresses: Pick<Channel, 'channel' | 'address'>[] = []
      if (hasEmail) addresses.push({ channel: 'email', address: emailOf(login) })
      addresses.push({ channel: 'phone', address: phone })
      if (rakel) addresses.push({ channel: 'rakel', address: rakel })
      addresses.forEach((one, at) =>
        channels.push({
          id: stableId('demo/actor_contact_channels', `${code}/${role}/${one.channel}`),
          contactPoint: id,
          actor: code,
          ...one,
          priority: at + 1,
        }),
      )
    }
    // No real terminal has a number of leading zeros.
    const rakel = withRakel.includes(code) ? `000 00${String(index + 1).padStart(2, '0')}` : undefined
    add('contact', 'contact-function', 'Kontaktfunktion dygnet runt', contactPhone(index), rakel)
    add('deputy', 'contact-function', 'Kontaktfunktion, ersättare', deputyPhone(index))
    add('communicator', 'communicator', 'Kommunikation i beredskap', communicatorPhone(index))
    add('directing', 'rep-directing', directingTitles[kind] ?? 'Inriktande nivå', directingPhone(index))
  })
  return { points, channels }
}
