import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { Problem } from '@otklik/contract'
import { answerErrors } from '../src/http/answer-errors.ts'
import { catalogue } from '../src/http/problems.ts'

const lost = Object.assign(new Error('terminating connection'), { code: '57P01' })
const full = Object.assign(new Error('no room'), { code: '53100' })

describe('a request in whose middle something went wrong', () => {
  const app = Fastify()
  answerErrors(app, () => undefined)
  for (const [url, error] of [
    ['/lost', lost],
    ['/full', full],
    ['/fault', new TypeError('x is not a function')],
  ] as const) {
    app.route({ method: ['GET', 'POST', 'PUT', 'DELETE'], url, config: { access: 'public' }, handler: () => Promise.reject(error) })
  }
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Record<string, string> = {}) => {
    const response = await app.inject({ method, url, headers: { 'accept-language': 'ru', ...headers } })
    return { ...(JSON.parse(response.body) as Problem), status: response.statusCode, retryAfter: response.headers['retry-after'] }
  }

  it.each([
    ['/lost', 503, 'unavailable'],
    ['/full', 503, 'disk-full'],
    ['/fault', 500, 'internal'],
  ] as const)(
    '%s: what was to be changed may have been; with a key the repetition is safe, without one it says to look first',
    async (url, status, code) => {
      for (const method of ['POST', 'PUT', 'DELETE'] as const) {
        const keyed = await ask(method, url, { 'idempotency-key': '1' })
        expect([keyed.status, keyed.code]).toEqual([status, code])
        expect(keyed.detail).toContain('Записано ли сделанное, неизвестно. Повторить можно смело')
        expect(keyed.text.en).toContain('Repeating is safe')
        const bare = await ask(method, url)
        expect(bare.detail).toContain('сначала посмотрите, потом повторяйте')
        expect(bare.text.en).toContain('look first')
      }
      const looked = await ask('GET', url)
      expect(looked.detail).not.toContain('неизвестно')
      expect(looked.retryAfter).toBe(status === 503 ? '10' : undefined)
    },
  )

  it('no error of the house promises that nothing was changed', () => {
    for (const { title, cure } of [catalogue.internal, catalogue.unavailable, catalogue['disk-full'], catalogue['clock-off']]) {
      for (const text of [title.ru, title.en, cure.ru, cure.en]) expect(text).not.toMatch(/ничего не измен|nothing was changed/i)
    }
  })
})
