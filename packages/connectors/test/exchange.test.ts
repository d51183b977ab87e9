import { expect, test } from 'vitest'
import { exchange } from '../src/port/exchange.ts'

/** An error as Node's own fetch gives it: the reason stands in `cause`. */
const failed = (cause: unknown) => async (): Promise<Response> => {
  throw new TypeError('fetch failed', { cause })
}
const reason = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
const several = (...errors: readonly (Error & { code: string })[]) =>
  Object.assign(new AggregateError(errors), { code: errors[0]?.code ?? '' })

test.each([
  ['no route while connecting', reason('EHOSTUNREACH', 'connect'), 'unsent'],
  ['no network while connecting', reason('ENETUNREACH', 'connect'), 'unsent'],
  ['no network while the name is looked up', reason('ENETUNREACH', 'getaddrinfo'), 'unsent'],
  ['no route to any of the addresses', several(reason('EHOSTUNREACH', 'connect'), reason('ENETUNREACH', 'connect')), 'unsent'],
  ['nobody listens', reason('ECONNREFUSED', 'connect'), 'unsent'],
  ['the route is lost while the answer is awaited', reason('EHOSTUNREACH', 'read'), 'unknown'],
  ['the network is lost while the request leaves', reason('ENETUNREACH', 'write'), 'unknown'],
  ['one address lost its route after connecting', several(reason('EHOSTUNREACH', 'connect'), reason('EHOSTUNREACH', 'read')), 'unknown'],
  ['no route, nobody knows when', Object.assign(new Error('x'), { code: 'EHOSTUNREACH' }), 'unknown'],
  ['cut off', reason('ECONNRESET', 'read'), 'unknown'],
])('%s: %o is %s', async (_, cause, kind) => {
  const url = new URL('https://api.vk.ru/method/wall.createComment')
  expect(await exchange(failed(cause), url, { method: 'POST' }, 1_000, undefined)).toMatchObject({ kind })
})
