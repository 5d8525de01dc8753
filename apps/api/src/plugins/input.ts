import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { isForApi } from '../lib/addresses.ts'
import { Problem } from '../lib/problem.ts'

const deepest = 32
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** NUL and lone surrogates reach Postgres as 22021 and 22P02; they are refused here with the place where they stand. */
const inspect = (value: unknown, pointer: string, depth: number): void => {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw new Problem('invalid', { errors: [{ pointer, code: 'characters' }] })
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth >= deepest) throw new Problem('invalid', { errors: [{ pointer, code: 'too-deep' }] })
  for (const [key, inner] of Object.entries(value)) {
    inspect(key, pointer, depth + 1)
    inspect(inner, `${pointer}/${key}`, depth + 1)
  }
}

/** What is not UTF-8 would be read as replacement characters, and a search for those finds nothing instead of saying why. */
const isReadable = (url: string): boolean => {
  try {
    decodeURIComponent(url.slice(url.indexOf('?') + 1))
    return true
  } catch {
    return false
  }
}

/** Reads JSON strictly: valid UTF-8, no prototype keys, no characters that Postgres refuses, at most 32 levels (security.md E1). */
export const input = plugin(async (app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string
    try {
      text = utf8.decode(body)
    } catch (cause) {
      done(new Problem('invalid', { errors: [{ pointer: '', code: 'utf-8' }], cause }))
      return
    }
    if (text === '') {
      done(null, undefined)
      return
    }
    void parse(request, text, (error, value) => {
      if (error) {
        done(new Problem('invalid', { errors: [{ pointer: '', code: 'json' }], cause: error }))
        return
      }
      try {
        inspect(value, '', 0)
        done(null, value)
      } catch (problem) {
        done(problem as Error)
      }
    })
  })
  app.addHook('preValidation', async (request) => {
    if (isForApi(request) && request.url.includes('?') && !isReadable(request.url))
      throw new Problem('invalid', { errors: [{ pointer: '/query', code: 'utf-8' }] })
    inspect(request.params, '/params', 0)
    inspect(request.query, '/query', 0)
  })
})
