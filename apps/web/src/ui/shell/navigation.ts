import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { BarChartIcon, Buildings3Icon, CogIcon, CompassIcon, LightningIcon, PersonGroupIcon, TasklistIcon } from '@navikt/aksel-icons'
import { paths } from '../../paths.ts'

type Entry = { word: MessageDescriptor; to: string; icon: typeof CogIcon; also?: readonly string[] }

/** The seven words of the portal, the same everywhere (ux.md, "Navigation"). `also` are pages that live under a word. */
export const navigation: readonly Entry[] = [
  { word: msg`Läget`, to: paths.home, icon: CompassIcon },
  { word: msg`Händelser`, to: paths.incidents, icon: LightningIcon, also: [paths.activate, paths.request, paths.outbox] },
  { word: msg`Forum och möten`, to: paths.forums, icon: PersonGroupIcon, also: [paths.meetings, paths.measures] },
  { word: msg`Förmågor`, to: paths.capabilities, icon: BarChartIcon },
  { word: msg`Mål och plan`, to: paths.goals, icon: TasklistIcon },
  { word: msg`Aktörer`, to: paths.actors, icon: Buildings3Icon, also: [paths.roster] },
  { word: msg`Administration`, to: paths.admin, icon: CogIcon },
]

/** Is this address under that word? Läget is only itself; the others hold everything below them. */
export function isUnder(entry: Entry, pathname: string): boolean {
  const below = (base: string) => pathname === base || pathname.startsWith(`${base}/`)
  if (entry.to === paths.home) return pathname === paths.home
  return below(entry.to) || (entry.also ?? []).some(below)
}
