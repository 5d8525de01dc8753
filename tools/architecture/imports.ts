import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export type Import = { file: string; line: number; target: string }

/** Every import of a source file, with relative ones written as paths from the root of the clone. */
export function importsOf(root: string, file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  const found: Import[] = []
  const pattern =
    /(?:^|[\s;(])(?:import|export)\s[^'"()]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]/gm
  for (const match of text.matchAll(pattern)) {
    const target = match[1] ?? match[2] ?? match[3]!
    const line = text.slice(0, match.index).split('\n').length
    found.push({ file, line, target: target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target })
  }
  return found
}

export function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourceFiles(root, path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

const DATABASE = /^(pg|@prisma\/|graphile-worker$)/
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/test/') || file.includes('/e2e/')
const featureOf = (path: string) => /^apps\/(?:api|web)\/src\/features\/([^/]+)/.exec(path)?.[1]

type Rule = { says: string; breaks: (found: Import) => boolean }

/** docs/architecture.md, "Who may know whom". */
export const RULES: Rule[] = [
  {
    says: 'packages/domain knows nothing but date-fns and itself',
    breaks: ({ file, target }) =>
      file.startsWith('packages/domain/src') &&
      !isTest(file) &&
      !target.startsWith('packages/domain/') &&
      !/^(date-fns|@date-fns\/tz)(\/|$)/.test(target),
  },
  {
    says: 'packages/contract knows zod, the domain and itself',
    breaks: ({ file, target }) =>
      file.startsWith('packages/contract/src') &&
      !isTest(file) &&
      !target.startsWith('packages/contract/') &&
      !/^(zod|@samverkan\/domain)(\/|$)/.test(target),
  },
  {
    says: 'the two apps never know each other',
    breaks: ({ file, target }) =>
      (file.startsWith('apps/api/') && /^(apps\/web\/|@samverkan\/web)/.test(target)) ||
      (file.startsWith('apps/web/src') && /^(apps\/api\/|@samverkan\/(api|prisma|tools))/.test(target)),
  },
  {
    says: 'what runs beside the product is never inside it',
    breaks: ({ file, target }) =>
      /^(apps|packages)\//.test(file) && !isTest(file) && !file.endsWith('.config.ts') && /^(tools\/|@samverkan\/tools)/.test(target),
  },
  {
    says: 'only store.ts files, lib/ and jobs/ reach the database',
    breaks: ({ file, target }) =>
      file.startsWith('apps/') &&
      DATABASE.test(target) &&
      !isTest(file) &&
      !/\/store(\.[a-z-]+)?\.ts$|-store\.ts$/.test(file) &&
      !/^apps\/api\/src\/(lib|jobs)\//.test(file) &&
      !/^apps\/api\/src\/(worker|server)\.ts$/.test(file),
  },
  {
    says: 'features of the API reach each other through service.ts',
    breaks: ({ file, target }) => {
      const [own, other] = [featureOf(file), featureOf(target)]
      return (
        file.startsWith('apps/api/') &&
        !isTest(file) &&
        own !== undefined &&
        other !== undefined &&
        own !== other &&
        !target.endsWith('/service.ts')
      )
    },
  },
  {
    says: 'features of the web never know each other: pages compose them in router.tsx',
    breaks: ({ file, target }) => {
      const [own, other] = [featureOf(file), featureOf(target)]
      return file.startsWith('apps/web/') && own !== undefined && other !== undefined && own !== other
    },
  },
  {
    says: 'no barrels except the two package entries',
    breaks: ({ file }) => /\/index\.tsx?$/.test(file) && !/^packages\/(domain|contract)\/src\/index\.ts$/.test(file),
  },
]

/** One sentence per import that breaks a rule. */
export function violations(imports: Import[]): string[] {
  return imports.flatMap((found) =>
    RULES.filter(({ breaks }) => breaks(found)).map(({ says }) => `${found.file}:${found.line} imports ${found.target}, but ${says}`),
  )
}
