/** Every address a person can see, in Swedish, and only here (architecture.md, "One word through every room"). */
export const paths = {
  home: '/',
  incidents: '/handelser',
  incident: (code: string) => `/handelser/${encodeURIComponent(code)}`,
  callOut: (code: string) => `/handelser/${encodeURIComponent(code)}/inkallning`,
  incidentMeasures: (code: string) => `/handelser/${encodeURIComponent(code)}/atgarder`,
  log: (code: string) => `/handelser/${encodeURIComponent(code)}/logg`,
  picture: (code: string) => `/handelser/${encodeURIComponent(code)}/lagesbild`,
  activate: '/aktivera',
  request: '/begar',
  forums: '/forum',
  forum: (code: string) => `/forum/${encodeURIComponent(code)}`,
  meetings: '/moten',
  meeting: (code: string) => `/moten/${encodeURIComponent(code)}`,
  meetingPicture: (code: string) => `/moten/${encodeURIComponent(code)}/lagesbild`,
  measures: '/atgarder',
  measure: (code: string) => `/atgarder/${encodeURIComponent(code)}`,
  capabilities: '/formagor',
  assessment: (code: string) => `/formagor/sjalvskattning/${encodeURIComponent(code)}`,
  heatMap: '/formagor/karta',
  framework: '/formagor/ramverket',
  goals: '/mal',
  actors: '/aktorer',
  actor: (code: string) => `/aktorer/${encodeURIComponent(code)}`,
  admin: '/admin',
  settings: '/admin/installningar',
  inviteUser: '/admin/bjud-in',
  user: (id: string) => `/admin/anvandare/${encodeURIComponent(id)}`,
  outbox: '/utkorg',
  logIn: '/logga-in',
  forgot: '/glomt-losenordet',
  roster: '/jour',
  account: '/konto',
  answer: (token: string) => `/k/${encodeURIComponent(token)}`,
  invitation: (token: string) => `/bjud-in/${encodeURIComponent(token)}`,
} as const

/** Where to go after log-in: only a path on this site, never an address somebody put in a link. */
export function safeReturn(wanted: string | null): string {
  if (!wanted || !wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return paths.home
  return wanted.startsWith(paths.logIn) ? paths.home : wanted
}
