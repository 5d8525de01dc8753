import { chosenMoment } from '../../../../tools/test/moments.ts'

/** The moment at which the portals of this run begin, and their machine's time zone; undefined is today and here (`MOMENT`). */
export const moment = chosenMoment()

/** From this machine's clock to the portal's. Each process of the run begins at the moment, and lives on from there. */
export const distance = moment ? Date.parse(moment.instant) - Date.now() : 0

/** What time it is where the portal lives. Tests reckon with this, its database and the browsers live by it. */
export const present = (): Date => new Date(Date.now() + distance)

export const inMinutes = (minutes: number): string => new Date(present().getTime() + minutes * 60_000).toISOString()

/** The date on the wall in Stockholm, `2026-11-26`, so many days from now. */
export const inDays = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(present().getTime() + days * 86_400_000)
