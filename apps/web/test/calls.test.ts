import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Answer, Ask, IncidentCard } from '@otklik/contract'
import { endpoints, urlOf } from '@otklik/contract/endpoints'
import { call } from '../src/live/call.ts'

const source = join(import.meta.dirname, '../src')

/** Ways in which a file could reach the server past the table of endpoints, and who alone may use them. */
const ways: readonly (readonly [what: RegExp, only: readonly string[]])[] = [
  [/['"`]\/?(api|hooks)\//, []],
  [/\bfetch\(/, ['live/call.ts']],
  [/\bnew EventSource\(/, ['live/source.ts']],
  [/\bXMLHttpRequest\b|\bsendBeacon\b|\bnew WebSocket\(/, []],
  [/\bcall<(?!Name\b)/, []],
]
const pastTheTable = (file: string, text: string): string[] =>
  ways.flatMap(([what, only]) => (what.test(text) && !only.includes(file) ? [`${file}: ${what}`] : []))

describe('The desk calls the server by the table of endpoints alone', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

  it('in every file: no path, no other way out, no answer taken for another type', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(files.flatMap((file) => pastTheTable(file, readFileSync(join(source, file), 'utf8')))).toEqual([])
  })
  it('and the two that speak to the line do so, or this would watch nothing', () => {
    for (const [what, only] of ways) for (const file of only) expect(readFileSync(join(source, file), 'utf8')).toMatch(what)
  })
  it.each(["call('/api/queue')", 'fetch(`/api/files/${id}`)', "new EventSource('/api/stream')", "call<IncidentCard>('incident')"])(
    'a file that says %s is found',
    (text) => expect(pastTheTable('queue/page.tsx', text)).not.toEqual([]),
  )
})

describe('A call', () => {
  it('asks for what its route reads, and is answered as the contract says', () => {
    expectTypeOf<Answer<'incident'>>().toEqualTypeOf<IncidentCard>()
    expectTypeOf<Ask<'incident'>>().toEqualTypeOf<{ readonly params: { readonly id: string } }>()
    expectTypeOf<Ask<'command'>>().toHaveProperty('key').toEqualTypeOf<string>()
    expectTypeOf<Ask<'registerMessage'>>().not.toHaveProperty('params')
    expectTypeOf(call<'incident'>)
      .parameter(1)
      .toHaveProperty('params')
  })
  it('fills the path and leaves out of the query what is not given', () => {
    expect(urlOf(endpoints.command, { id: 'a/b' })).toBe('/api/incidents/a%2Fb/commands')
    expect(urlOf(endpoints.journal, {}, { person: undefined, group: 'entry', limit: 50 })).toBe('/api/journal?group=entry&limit=50')
  })
  it('never goes out with a hole in its path', () => {
    expect(() => urlOf(endpoints.incident)).toThrow('/api/incidents/:id: no id')
    expect(() => urlOf(endpoints.incident, { id: '' })).toThrow('no id')
  })
})
