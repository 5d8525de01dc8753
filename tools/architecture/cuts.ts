import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { timedFiles } from './time.ts'

/**
 * Files that take the beginning of a string or a list by units, each with its reason: what people wrote is shortened by `cut` and `shortened`
 * (domain/texts) alone, which leave characters whole and say that something is left out.
 */
export const EXCEPTIONS: Record<string, string> = {
  'packages/domain/src/texts/characters.ts': 'the one place that cuts',
  'packages/domain/src/texts/addresses.ts': 'at the @ of an address',
  'packages/domain/src/call-outs/compose.ts': 'at words of the portal’s own that were found in the text, and nothing is left out',
  'packages/domain/src/situational-pictures/compose.ts': 'at a full stop or a space that was found in what `cut` left whole',
  'packages/domain/src/situational-pictures/secrets.ts': 'at a marking that was found, and then by whole words',
  'packages/domain/src/time/local-dates.ts': 'a day in an instant',
  'packages/domain/src/time/holidays.ts': 'a year in a day',
  'packages/domain/src/meetings/times.ts': 'a year in a day',
  'packages/domain/src/meetings/series.ts': 'so many weeks of a list',
  'packages/domain/src/assessments/heat.ts': 'so many of a list',
  'packages/domain/src/users/letters.ts': 'words of a date that the portal wrote',
  'apps/api/src/lib/addresses.ts': 'at a sign that was found in an address',
  'apps/api/src/lib/journal-signature.ts': 'a fingerprint',
  'apps/api/src/lib/network.ts': 'groups of a network’s address',
  'apps/api/src/lib/search.ts': 'the first sign of a pattern that the database made',
  'apps/api/src/lib/typst-worker.ts': 'a message of the typesetter, for the log',
  'apps/api/src/plugins/events.ts': 'the oldest of a list',
  'apps/api/src/features/activations/service.ts': 'a fingerprint',
  'apps/api/src/features/situational-pictures/markings.ts': 'a fingerprint',
  'apps/api/src/features/call-outs/service.ts': 'the brace that ends a written object',
  'apps/api/src/features/home/todo.ts': 'the first of a list',
  'apps/api/src/features/measures/service.ts': 'the first of a list',
  'apps/api/src/features/meetings/steps-service.ts': 'a key that nobody reads',
  'apps/api/src/features/sessions/devices.ts': 'so many of a list',
  'apps/api/src/features/sessions/service.ts': 'what a browser calls itself, as it came',
  'prisma/migrations/0112_proven_viewer/migration.sql': 'parts of a hash',
  'apps/web/src/lib/device.ts': 'the beginning of a key',
  'apps/web/src/lib/read-day.ts': 'a year in a day',
  'apps/web/src/lib/typed-ahead.ts': 'the last key is taken back',
  'apps/web/src/lib/word-diff.ts': 'of a list of words, and nothing is left out',
  'apps/web/src/ui/shell/shell.tsx': 'the first of a list',
  'apps/web/src/features/actors/actor-list-page.tsx': 'the first names of a list',
  'apps/web/src/features/home/todo-texts.tsx': 'the first names of a list',
  'apps/web/src/features/measures/gap-work.tsx': 'the first of a list',
  'apps/web/src/features/measures/open-in-incident.tsx': 'the first of a list',
  'apps/web/src/features/meetings/forum-meetings.tsx': 'the first of a list',
  'apps/web/src/features/meetings/order.ts': 'a list that is put in order',
  'apps/web/src/features/meetings/queries.ts': 'the first of a list',
  'apps/web/src/features/situational-pictures/acknowledgements.tsx': 'the first of a list',
  'apps/web/src/features/situational-pictures/missing.tsx': 'the first of a list',
}

type Rule = { says: string; of: RegExp; breaks: RegExp; hasExceptions: boolean }
const RULES: Rule[] = [
  {
    says: 'no field cuts what is pasted: CountedField, CountedText, GrowingText',
    of: /^apps\/web\/src\/.*\.tsx?$/,
    breaks: /\bmax[lL]ength\s*=|\.maxLength\s*=|['"]maxlength['"]/,
    hasExceptions: false,
  },
  {
    says: 'words are shortened by cut and shortened (domain/texts)',
    of: /^(apps\/(api|web)|packages\/\w+)\/src\/.*\.tsx?$/,
    breaks: /\.(?:slice|substring|substr)\(\s*0\s*,/,
    hasExceptions: true,
  },
  {
    says: 'the database cuts no words: it counts characters where a reader sees whole ones',
    of: /^(apps\/api\/src\/.*\.ts|prisma\/migrations\/.*\.sql)$/,
    breaks: /(?<![\w.])(?:left|substr|substring)\(\s*[^\s)]/i,
    hasExceptions: true,
  },
]

export const readFiles = (root: string): string[] => timedFiles(root).filter((file) => !/\.test\.tsx?$|\/test\//.test(file))

/** One sentence per line that cuts by itself. */
export function cutViolations(root: string, file: string, text = readFileSync(join(root, file), 'utf8')): string[] {
  const rules = RULES.filter((rule) => rule.of.test(file) && !(rule.hasExceptions && file in EXCEPTIONS))
  return text
    .split('\n')
    .flatMap((line, index) =>
      rules.filter(({ breaks }) => breaks.test(line)).map(({ says }) => `${file}:${index + 1} ${line.trim()} – but ${says}`),
    )
}
