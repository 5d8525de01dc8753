import { demoName } from './demo-names.ts'
import { communicatorPhone, contactPhone, deputyPhone, directingPhone, dutyOfficerPhone, onCallPhone } from './demo-phones.ts'

export type Holds = { function: string; actor: string | null; isDeputy?: boolean }
export type Person = { login: string; name: string; actor: string | null; phone: string | null; holds: Holds[]; hasPassword: boolean }
export type DemoActor = { code: string; kind: string; sort_order: number }

/** Everybody's password in the demo; it opens nothing outside the machine that runs it. */
export const demoPassword = 'samverkan-demo-2026'
export const emailOf = (login: string): string => `${login}@demo.example`

/** The communicator of this actor has a telephone and nothing else: the gap that a call-out must show, not skip. */
export const actorWithoutEmail = 'vaxholm'

/** Nobody administers these, so nobody has looked at their contacts for long (`stale` in demo-contacts.ts): Läget says so to those who can help. */
export const unadministered = ['ekero', 'nykvarn', 'stockholms-hamnar']
const administeredByDeputy = (actor: string): boolean => actor !== 'nacka' && !unadministered.includes(actor)

/** The ten that the log-in page offers (issue: What a person can do, 1). */
const identities: Person[] = [
  person('tib', 'Anders Ek', 'lst-stockholm', dutyOfficerPhone, [{ function: 'lst-tib', actor: 'lst-stockholm' }]),
  person('rsib', 'Sofia Lindgren', 'solna', onCallPhone(0), [{ function: 'rsib', actor: null }]),
  person('rkk', 'Johan Wester', 'region-stockholm', onCallPhone(1), [{ function: 'rkk', actor: null }]),
  person('kontakt.nacka', 'Maja Lind', 'nacka', null, [
    { function: 'contact-function', actor: 'nacka' },
    { function: 'communicator', actor: 'nacka' },
  ]),
  person('kontakt.trafikverket', 'Peter Sandås', 'trafikverket', null, [{ function: 'contact-function', actor: 'trafikverket' }]),
  person('chef.nacka', 'Helena Björkvall', 'nacka', null, [{ function: 'rep-directing', actor: 'nacka' }]),
  person('skattare.nacka', 'Amira Hallvik', 'nacka', null, [{ function: 'assessor', actor: 'nacka' }]),
  person('kansli', 'Karin Öhrnmark', 'huddinge', null, [{ function: 'koordinator', actor: null }]),
  person('aktorsadmin.nacka', 'David Nyhammar', 'nacka', null, [
    { function: 'actor-admin', actor: 'nacka' },
    { function: 'wis-admin', actor: 'nacka' },
  ]),
  person('admin', 'Elin Stenmarker', null, null, [{ function: 'system-admin', actor: null }]),
]

function person(login: string, name: string, actor: string | null, phone: string | null, holds: Holds[]): Person {
  return { login, name, actor, phone, holds, hasPassword: true }
}

/** Colleagues who share the duties; RSIB and RKK are lent by different actors. The first of each is an identity above. */
const colleagues: Record<string, string[]> = {
  'lst-tib': ['lst-stockholm', 'lst-stockholm', 'lst-stockholm'],
  rsib: ['haninge', 'sodertorn-brand', 'polisen-stockholm'],
  rkk: ['taby', 'ssbf', 'sodertalje'],
}
const firstOnDuty: Record<string, string> = { 'lst-tib': 'tib', rsib: 'rsib', rkk: 'rkk' }

/** Who takes turns in a duty, in order. */
export const dutyOrder = (duty: string): string[] => [
  firstOnDuty[duty]!,
  ...colleagues[duty]!.map((_, index) => `${firstOnDuty[duty]}.${index + 2}`),
]
export const duties = Object.keys(colleagues)

/** Three contact points and a deputy per actor are held by these; `kontakt.nacka` and its like are identities. */
export const contactLogin = { contact: 'kontakt', deputy: 'ersattare', communicator: 'kommunikation', directing: 'chef' } as const

/** Everybody in the demo: the ten, those who share the duties, and four at each actor. */
export function demoPeople(actors: DemoActor[]): Person[] {
  const people = [...identities]
  let number = 0
  const add = (login: string, actor: string, phone: string, holds: Holds[]) => {
    const name = demoName(number++)
    const known = people.find((one) => one.login === login)
    if (known) known.phone ??= phone
    else people.push({ login, name, actor, phone, holds, hasPassword: false })
  }
  let onCall = 2
  for (const duty of duties) {
    colleagues[duty]!.forEach((actor, index) =>
      add(`${firstOnDuty[duty]}.${index + 2}`, actor, onCallPhone(onCall++), [
        { function: duty, actor: duty === 'lst-tib' ? actor : null },
      ]),
    )
  }
  actors.forEach(({ code }, index) => {
    add(`${contactLogin.contact}.${code}`, code, contactPhone(index), [{ function: 'contact-function', actor: code }])
    add(`${contactLogin.deputy}.${code}`, code, deputyPhone(index), [
      { function: 'contact-function', actor: code, isDeputy: true },
      ...(administeredByDeputy(code) ? [{ function: 'actor-admin', actor: code }] : []),
    ])
    if (code !== actorWithoutEmail)
      add(`${contactLogin.communicator}.${code}`, code, communicatorPhone(index), [{ function: 'communicator', actor: code }])
    add(`${contactLogin.directing}.${code}`, code, directingPhone(index), [{ function: 'rep-directing', actor: code }])
  })
  return people
}
