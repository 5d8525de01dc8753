import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const read = (env: NodeJS.ProcessEnv, ...args: string[]) => readSettings(args, env)
const DATABASE_URL = 'postgres://owner:x@db.example/portal'

describe('where the portal may run', () => {
  test('by default it is the demo on this machine', () => {
    expect(read({})).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'http://localhost:3000' })
    expect(read({}).external).toBeUndefined()
  })

  test.each([{ HOST: '0.0.0.0' }, { HOST: '192.168.1.5' }, { PUBLIC_URL: 'https://samverkan.example' }, { PUBLIC_URL: 'http://10.0.0.1' }])(
    'the demo refuses to be reached from elsewhere: %o',
    (env) => expect(() => read(env)).toThrow('Demon går bara att nå från den egna datorn'),
  )

  test.each([{ PUBLIC_URL: 'http://samverkan.example' }, { PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0' }, { HOST: '0.0.0.0' }])(
    'with a database of its own it refuses plain http: %o',
    (env) => {
      expect(() => read({ DATABASE_URL, SMTP_URL: 'smtp://mail.example', ...env })).toThrow('https')
    },
  )

  test('https behind a proxy is fine, on any address', () => {
    const settings = read({ DATABASE_URL, SMTP_URL: 'smtp://mail.example', PUBLIC_URL: 'https://samverkan.example/', HOST: '0.0.0.0' })
    expect(settings).toMatchObject({
      publicUrl: 'https://samverkan.example',
      host: '0.0.0.0',
      mailFrom: 'Samverkansportalen <inkallning@samverkan.example>',
    })
  })

  test('real users need a real mail server', () => {
    expect(() => read({ DATABASE_URL, PUBLIC_URL: 'https://samverkan.example' })).toThrow('SMTP_URL saknas')
    expect(read({ DATABASE_URL }).smtpUrl).toBeUndefined() // tried on this machine: the mail catcher receives
  })

  test('nothing outside is ever emptied', () => {
    expect(read({}, '--reset').reset).toBe(true)
    expect(() => read({ DATABASE_URL }, '--reset')).toThrow('--reset gäller bara den inbyggda databasen')
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PUBLIC_URL: 'samverkan' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'http://localhost:3000/portal' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ DATABASE_URL, APP_DATABASE_URL: 'postgres://a@b/c' }, 'WORKER_DATABASE_URL'],
  ])('says which setting it cannot read: %o', (env, name) => expect(() => read(env)).toThrow(name))

  test('says which argument it does not know', () => expect(() => read({}, '--rest')).toThrow('--rest'))
})
