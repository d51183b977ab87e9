import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endpoints, otherEndpoints, type Route, routes } from '@otklik/contract'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')

describe('the plain table of endpoints', () => {
  it('says of every route how it is called, and names no route that does not exist', () => {
    const called = Object.entries<Route>(routes).map(([name, { method, path }]) => [name, { method, path }])
    expect(called.length).toBeGreaterThan(30)
    expect(Object.fromEntries(called)).toEqual(endpoints)
  })
  it('calls no two of them the same way', () => {
    const ways = [...Object.values(endpoints), ...Object.values(otherEndpoints)].map(({ method, path }) => `${method} ${path}`)
    expect(ways.filter((way, at) => ways.indexOf(way) !== at)).toEqual([])
  })
  it('has the parameters in its paths that the routes read, and no others', () => {
    for (const [name, { path, params }] of Object.entries<Route>(routes)) {
      const read = params === undefined ? [] : Object.keys((params as unknown as { shape: object }).shape)
      expect([name, [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter)]).toEqual([name, read])
    }
  })
  it('is the only place where a path is written', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    expect(files).toContain('endpoints.ts')
    const written = files.filter((name) => /\bpath: '\//.test(readFileSync(join(source, name), 'utf8')))
    expect(written).toEqual(['endpoints.ts'])
  })
})
