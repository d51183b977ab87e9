import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { answerErrors } from '../src/http/answer-errors.ts'
import { asksForUs, guardHost } from '../src/http/host.ts'

const alone = { host: '127.0.0.1', publicUrl: null }
const inside = { host: '0.0.0.0', publicUrl: null }
const proxied = { host: '0.0.0.0', publicUrl: 'https://otklik.gorod.ru' }

it.each([
  ['127.0.0.1:8080', alone, true],
  ['localhost:8080', alone, true],
  ['[::1]:8080', alone, true],
  ['10.0.0.5', { host: '10.0.0.5', publicUrl: null }, true],
  ['10.0.0.6', { host: '10.0.0.5', publicUrl: null }, false],
  ['evil.example:8080', alone, false],
  ['localhost.evil.example', alone, false],
  ['evil.example@localhost', alone, false],
  ['', alone, false],
  [undefined, alone, false],
  ['192.168.1.20:8080', inside, true],
  ['[fe80::1]:8080', inside, true],
  ['priemnaya:8080', inside, true],
  ['priemnaya.local', inside, true],
  ['evil.example', inside, false],
  ['OTKLIK.gorod.ru', proxied, true],
  ['otklik.gorod.ru:443', proxied, true],
  ['priemnaya', proxied, false],
  ['otklik.gorod.ru.evil.example', proxied, false],
])('Host: %s at %o is ours: %s', (header, where, ours) => {
  expect(asksForUs(header, where)).toBe(ours)
})

it('a request for another host is answered with 421 and the cure; the health of the program is told to all', async () => {
  const app = Fastify()
  answerErrors(app, () => {})
  guardHost(app, alone)
  const access = { config: { access: 'public' as const } }
  app.get('/healthz', access, () => ({ status: 'ok' }))
  app.get('/api/queue', access, () => [])
  const ask = (url: string, host: string) => app.inject({ url, headers: { host, 'accept-language': 'ru' } })
  const refused = await ask('/api/queue', 'evil.example')
  expect(refused.statusCode).toBe(421)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json()).toMatchObject({ code: 'wrong-host', detail: expect.stringContaining('OTKLIK_PUBLIC_URL') })
  expect((await ask('/nowhere', 'evil.example')).statusCode).toBe(421)
  expect((await ask('/api/queue', 'localhost:8080')).statusCode).toBe(200)
  expect((await ask('/healthz', 'evil.example')).statusCode).toBe(200)
  await app.close()
})
