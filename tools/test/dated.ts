type Files = { project: string; folder: string; files: string[] }

type Dated = { withDatabase: Files[]; plain: Files[] }

/**
 * What `npm test` tries at each of the eight moments (the stage *dates*): the rules, and the API's series, week, calendar, opening, lateness and
 * last days. All of DATED, thirty files eight times over, takes longer than `npm test` may: that is the stage *dates* of `npm run test:deep`.
 */
export const DATED_BRIEFLY: Dated = {
  withDatabase: [{ project: 'api', folder: 'apps/api', files: ['src/test/moments.test.ts'] }],
  plain: [
    {
      project: 'domain',
      folder: 'packages/domain',
      files: ['src/time/*.test.ts', 'src/measures/*.test.ts', 'src/users/administration.test.ts', 'src/call-outs/*.test.ts'],
    },
  ],
}

/**
 * What `npm run test:deep` tries at each of the eight moments: files whose code works something out from a date – a local day,
 * a week, a deadline, who holds what and until when – and whose own dates are reckoned from the clock. What tests a certain calendar with
 * dates of its own (`meetings/series.test.ts`: Ascension Day, both changes of the clock) is the same on every day, and runs once.
 */
export const DATED: Dated = {
  withDatabase: [
    {
      project: 'api',
      folder: 'apps/api',
      files: [
        'src/features/activations/*.test.ts', // late from when, a conference that is over
        'src/features/actors/contacts.test.ts', // confirmed when
        'src/features/actors/designations.test.ts', // designated from which day
        'src/features/call-outs/*.test.ts', // answers in time and late, estimated arrival
        'src/features/home/routes.test.ts', // next Thursday, who is on duty, what is overdue
        'src/features/incidents/routes.test.ts', // the year in the number
        'src/features/measures/*.test.ts', // last days
        'src/features/rosters/routes.test.ts', // weeks ahead
        'src/features/sessions/*.test.ts', // sessions, links and waits that end
        'src/features/situational-pictures/reports.test.ts', // cut-off and next number
        'src/features/situational-pictures/versions.test.ts',
        'src/features/users/*.test.ts', // who holds what from and until which day
        'src/test/moments.test.ts', // the Thursday series, its week, its calendar, the mail: all that has a calendar of its own
      ],
    },
    { project: 'prisma', folder: 'prisma', files: ['seed/demo.test.ts'] },
  ],
  plain: [
    {
      project: 'domain',
      folder: 'packages/domain',
      files: [
        'src/time/*.test.ts',
        'src/meetings/*.test.ts',
        'src/measures/*.test.ts',
        'src/users/administration.test.ts',
        'src/call-outs/*.test.ts',
      ],
    },
  ],
}
