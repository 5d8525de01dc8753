import { validateSchema } from './schema.ts'

const fault = validateSchema()
process.stdout.write(fault ?? 'prisma/schema går att läsa.\n')
if (fault) process.exitCode = 1
