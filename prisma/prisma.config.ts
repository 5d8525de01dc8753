import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  // The CLI wants an address even for what needs no database.
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgres://nobody@127.0.0.1:1/none' },
})
