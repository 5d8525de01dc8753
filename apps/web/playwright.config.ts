import { defineConfig } from '@playwright/test'
import { findChromium } from '../../tools/test/chromium.ts'
import { chosenMoment } from '../../tools/test/moments.ts'

/** What is the same at every width, or brings its own, is tried once, on the desktop. */
const sameAtEveryWidth = /\/(faults|live|english|(meetings-)?keyboard|targets|zoom)\.spec\.ts$/

/**
 * What says and reckons no date, and so tells nothing new at another moment (the stage *e2e-dates*): what a thumb, a key, a zoom or a print
 * reaches, searching, refusals, the documents, the stream. `npm test` has them; `faults` and `english` are stages of `npm run test:deep`.
 */
const sameAtEveryMoment = /\/(docs|english|faults|(meetings-)?keyboard|live|refused|search|targets|zoom)\.spec\.ts$/

/** A minute before and after the conference is an ordinary afternoon but for what knows of the conference: Läget, its meetings, what it led to. */
const knowsOfThursday = process.env['MOMENT']?.startsWith('thursday-') ? { testMatch: /\/(ordinary|measures|meetings)\.spec\.ts$/ } : {}

export default defineConfig({
  testDir: 'e2e',
  ...(process.env['DEEP'] ? {} : { grepInvert: /@deep/ }),
  // Screenshots are made on purpose, by `pnpm --filter @samverkan/web screenshots`.
  testMatch: process.env['SCREENSHOTS'] ? /screenshots\.ts$/ : /\.spec\.ts$/,
  // Outside the folder whose files say whether the pages must be built again.
  outputDir: '../../test-results',
  globalSetup: './e2e/portal/prepare.ts',
  workers: 2,
  // What only holds at the second try is printed as flaky, and is to be mended; a machine that was busy for a moment fails nobody's day.
  retries: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    // Of the second try only: recorded for every test it is twice the work, and thrown away for all but one in a hundred.
    trace: 'on-first-retry',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: findChromium((line) => process.stdout.write(`· ${line}\n`)),
      // Root has no sandbox to give its children.
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 800 } },
      ...(chosenMoment() ? { testIgnore: sameAtEveryMoment, ...knowsOfThursday } : {}),
    },
    {
      name: 'phone',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
      testIgnore: sameAtEveryWidth,
      grepInvert: /@one-width/,
    },
  ],
})
