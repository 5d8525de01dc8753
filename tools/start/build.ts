import { buildWeb } from './web-build.ts'

// npm run build: the web app as `npm start` serves it. The API runs straight from its sources.
await buildWeb({ force: true }).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
})
