import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files that ask by themselves what time it is, each with its reason (ADR 0013). Nothing that they find out decides anything of the portal's. */
export const EXCEPTIONS: Record<string, string> = {
  'apps/api/src/lib/clock.ts': 'the one place of API and worker',
  'apps/web/src/lib/now.ts': 'the one place of the web, corrected by the server’s time',
  'apps/web/src/lib/now.test.ts': 'what a device’s own clock says is what it tries',
  'apps/web/src/lib/live.test.ts': 'the fake timers of the test are its clock',
  'apps/web/e2e/portal/time.ts': 'the one place of the browser tests: the machine’s clock and the distance to the chosen moment',
  'prisma/migrations/0110_clock/migration.sql': 'app_now() itself',
  'prisma/migrations/0111_search_path/migration.sql': 'finds the defaults that asked another clock, and replaces them',
  'prisma/migrations/0112_proven_viewer/migration.sql':
    'the moment a transaction began is a number in its seal that nobody can choose, not a time',
  'prisma/migrations/0113_seal_in_one_step/migration.sql': 'the same number in the same seal',
  'prisma/catalogue.test.ts': 'looks for other clocks in the database as it stands',
  'prisma/migrate.ts': 'the table of migrations is there before app_now() is, and has the form that Prisma gives it',
  'prisma/engine/schema-engine.mjs': 'the time in a line of log that Prisma reads',
  'tools/bootstrap/run.cjs': 'how often a line of progress is printed, and how old a lock is, before anything is installed',
  'tools/bench/environment.ts': 'when the measuring was done stands over its table',
  'tools/bench/bare/main.ts': 'a server without anything of ours, to compare with',
  'tools/mail-catcher/catcher.ts': 'somebody else’s mailbox: when a letter came in there',
  'tools/test-database/time.ts': 'what a test replaces app_now() by',
  'tools/architecture/time.ts': 'what is refused is written out here',
  'tools/architecture/time.test.ts': 'what is refused is written out in its examples',
}

type Rule = { says: string; of: RegExp; in: RegExp; breaks: RegExp }
const CODE = /\.(ts|tsx|mjs|cjs)$/
/** A function of one's own that is called now: the bare word is then no SQL. */
const OWN_NOW = /\bnow(?:: \(\) =>| = (?:async )?\(|\?\.\(|: \(\) =>)/

/** As SQL is written, small or large; `localTime` is a field of ours. */
function anyCase(pattern: string): RegExp {
  const large = pattern.replace(/(?<!\\)[a-z]+/g, (word) => (word.length > 1 ? word.toUpperCase() : word))
  return new RegExp(`${pattern}|${large}`)
}

const RULES: Rule[] = [
  { says: 'code asks its clock', of: /./, in: CODE, breaks: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )(?<![\w.])Date\(\)/ },
  {
    says: 'SQL asks app_now()',
    of: /./,
    in: /\.(ts|tsx|mjs|cjs|sql)$/,
    breaks: anyCase(
      String.raw`(?:\bpg_catalog\.|(?<![\w.$]))now\(\)|\b(?:current_date|current_timestamp|current_time|localtimestamp|localtime)\b|\b(?:clock|statement|transaction)_timestamp\s*\(|\btimeofday\s*\(|'now'\s*::`,
    ),
  },
  {
    says: 'a day is one in Stockholm: localDateOf, stockholmYear or a format with a time zone',
    of: /^(apps|packages|prisma|tools)\//,
    in: CODE,
    breaks:
      /\bnow\}::date\b|\bnew Date\([^()]*\)\.get(?:FullYear|Month|Date|Day|Hours)\(|\bnow\(\)\.get(?:FullYear|Month|Date|Day|Hours)\(/,
  },
]

/** Every file of ours that is run or read by the database; migrations from the one that made `app_now()` on. */
export function timedFiles(root: string): string[] {
  const visit = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) return /^(node_modules|dist|node|\..*|images|locales)$/.test(entry.name) ? [] : visit(path)
      if (path.startsWith('prisma/migrations/')) return path.endsWith('.sql') && path >= 'prisma/migrations/0110' ? [path] : []
      return CODE.test(path) ? [path] : []
    })
  return ['apps', 'packages', 'prisma', 'tools'].flatMap(visit)
}

/** One sentence per line that asks another clock than the one there is. */
export function timeViolations(root: string, file: string, text = readFileSync(join(root, file), 'utf8')): string[] {
  if (file in EXCEPTIONS) return []
  const hasOwn = OWN_NOW.test(text)
  return withoutComments(file, text)
    .split('\n')
    .flatMap((line, index) =>
      RULES.filter(
        (rule) => rule.of.test(file) && rule.in.test(file) && rule.breaks.test(hasOwn ? line.replace(/(?<![\w.$])now\(\)/g, '') : line),
      ).map(({ says }) => `${file}:${index + 1} ${line.trim()} – but ${says}`),
    )
}

/** What is said about time in a comment asks nobody. Lines keep their numbers. */
const withoutComments = (file: string, text: string): string =>
  file.endsWith('.sql')
    ? text.replace(/--.*$/gm, '')
    : text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '')
