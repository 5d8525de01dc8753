import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import plugin from 'fastify-plugin'

/** OpenAPI 3.1, published from the route objects. Register before the features. */
export const openapi = plugin(async (app: FastifyInstance, options: { version: string }) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Samverkansportalen',
        version: options.version,
        description: 'Call-outs, answers and situational pictures for Samverkan Stockholmsregionen. Refusals are RFC 9457 problem documents.',
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger())
})
