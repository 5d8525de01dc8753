import swagger from '@fastify/swagger'
import { type ProblemCode, problems } from '@samverkan/domain'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import plugin from 'fastify-plugin'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Takes out what zod writes for machines only: the bounds of every whole number, and patterns beside a named format. */
const readable = (value: unknown): void => {
  if (!isObject(value)) return
  if (value['minimum'] === Number.MIN_SAFE_INTEGER) delete value['minimum']
  if (value['maximum'] === Number.MAX_SAFE_INTEGER) delete value['maximum']
  if (typeof value['format'] === 'string' && typeof value['pattern'] === 'string') delete value['pattern']
  for (const inner of Object.values(value)) readable(inner)
}

/** Says of each operation what it refuses, in the type it is sent in, and that a repeated write must carry its key. */
const complete = (operation: unknown): void => {
  if (!isObject(operation) || !isObject(operation['responses'])) return
  const codes = (Array.isArray(operation['x-problems']) ? operation['x-problems'] : []).filter((code: ProblemCode) => problems[code] < 500)
  for (const [status, response] of Object.entries(operation['responses'])) {
    if (!isObject(response)) continue
    if (status.endsWith('XX')) {
      response['description'] = status === '4XX' ? `Refused: ${codes.join(', ')}` : 'A fault of ours: try again'
      if (isObject(response['content'])) response['content'] = { 'application/problem+json': response['content']['application/json'] }
    } else if (response['description'] === 'Default Response') response['description'] = 'Done'
  }
  for (const parameter of Array.isArray(operation['parameters']) ? operation['parameters'] : []) {
    if (isObject(parameter) && parameter['name'] === 'idempotency-key') {
      parameter['required'] = true
      parameter['schema'] = { type: 'string', minLength: 8, maxLength: 200 }
      parameter['description'] = 'The same key and body give the same answer once and for all; keep it until the answer has come.'
    }
  }
}

/** OpenAPI 3.1, published from the route objects. Register before the features. */
export const openapi = plugin(async (app: FastifyInstance, options: { version: string }) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Samverkansportalen',
        version: options.version,
        description:
          'Call-outs, answers and situational pictures for Samverkan Stockholmsregionen. Refusals are RFC 9457 problem documents.',
      },
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-sid',
            description: 'The session cookie that log-in gives. Requests that change anything also need our own Origin.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => {
      const document: unknown = jsonSchemaTransformObject(input)
      if (isObject(document)) {
        if (isObject(document['components']) && isObject(document['components']['schemas']))
          delete document['components']['schemas']['ProblemInput']
        for (const path of Object.values(isObject(document['paths']) ? document['paths'] : {}))
          for (const operation of Object.values(isObject(path) ? path : {})) complete(operation)
        readable(document)
      }
      return document as ReturnType<typeof jsonSchemaTransformObject>
    },
  })
  // The version tells strangers which faults to try; the same document is in the repository for whoever builds on it.
  app.get('/api/openapi.json', { config: { access: 'session' }, schema: { hide: true } }, async () => app.swagger())
})
