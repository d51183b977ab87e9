import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { parseRegulation } from '@otklik/regulations'
import { parseSchedule } from '@otklik/worktime'
import { readYaml, YamlFault } from '@otklik/storage'
import { answerErrors } from '../src/http/answer-errors.ts'
import { readEventJson, tooDeepAt } from '@otklik/connectors'
import { readJson } from '../src/http/json.ts'
import { readCalendar } from '../src/organisation/calendar-text.ts'

const nested = (open: string, times: number, close = ''): string => open.repeat(times) + close.repeat(times)

/** Texts that would take a reader long or its stack whole. */
const hostile: readonly (readonly [title: string, text: string])[] = [
  ['lists without end', nested('[', 50_000)],
  ['lists, closed', nested('[', 25_000, ']')],
  ['objects', nested('{"a":', 50_000, '}')],
  ['objects without quotes', nested('{a: ', 12_000, '}')],
  ['dashes', '- '.repeat(25_000).concat('x')],
  ['keys that are questions', `${'? '.repeat(25_000)}x`],
  ['lists as keys', '{['.repeat(20_000)],
  ['indents', Array.from({ length: 1_200 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  [
    'names that unfold into each other',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghijk'.replaceAll(/./g, (name) => {
      const before = String.fromCodePoint((name.codePointAt(0) ?? 0) - 1)
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]\n`
    })}`,
  ],
]
/** Long, and legal or not: read or refused, but soon. */
const long: readonly (readonly [title: string, text: string])[] = [
  ['a number of a million digits', `a: ${'1'.repeat(1_000_000)}`],
  ['an exponent', `a: 1e${'9'.repeat(500_000)}`],
  ['a fraction', `a: 0.${'1'.repeat(500_000)}`],
  ['a hexadecimal number', `a: 0x${'f'.repeat(500_000)}`],
  ['underscores', `a: ${'1_'.repeat(300_000)}`],
  ['backslashes', `a: "${'\\'.repeat(400_001)}`],
  ['empty lines', '\n'.repeat(500_000)],
  ['comments', '#\n'.repeat(200_000)],
]

/** A guard against quadratic and worse, not a stopwatch: such texts took seconds to minutes. Milliseconds of this process's own work, so that
 * others on the machine do not count. */
const soon = 2_000
const spentSince = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}
function timed(work: () => unknown): unknown {
  const begun = process.cpuUsage()
  try {
    work()
    return null
  } catch (error) {
    return error
  } finally {
    expect(spentSince(begun)).toBeLessThan(soon)
  }
}

describe('a text that nests without end', () => {
  it.each(hostile)('%s: the reader of schedules and calendars refuses it with a line', (_, text) => {
    const fault = timed(() => readYaml(text))
    expect(fault).toBeInstanceOf(YamlFault)
    expect((fault as YamlFault).line).toBeGreaterThan(0)
    expect(timed(() => readCalendar(text, 'test'))).toMatchObject({ name: 'CalendarError' })
  })
  it.each(hostile)('%s: the reader of acts refuses it in words', (_, text) => {
    expect(timed(() => parseRegulation(text))).toMatchObject({ name: 'RegulationError' })
  })
  it.each(long)('%s: is read or refused soon', (_, text) => {
    for (const read of [readYaml, parseRegulation, (given: string) => readCalendar(given, 'test')]) timed(() => read(text))
    expect(timed(() => parseSchedule(text))).not.toBeInstanceOf(RangeError)
  })
  it.each([
    ['elements', nested('<a>', 100_000)],
    ['elements, closed', nested('<a>', 50_000, '</a>')],
    ['attributes', `<calendar${' a="b"'.repeat(100_000)}`],
    ['spaces', `<calendar${' '.repeat(500_000)}x`],
    ['letters', `<${'a'.repeat(500_000)}`],
    ['comments', '<!--'.repeat(100_000)],
    ['comments, closed', '<!---->'.repeat(100_000)],
    ['dashes in a comment', `<!--${'-'.repeat(500_000)}`],
    ['a document type', `<!DOCTYPE a [${'<!ENTITY a "b">'.repeat(10_000)}]>`],
  ])('XML, %s: a calendar is refused soon, with a line', (_, text) => {
    expect(timed(() => readCalendar(text, 'test'))).toMatchObject({ name: 'CalendarError' })
  })
  it('tells the line where it becomes too deep', () => {
    const fault = timed(() => readYaml(`name: Часы\n\nweek:\n  ${'['.repeat(60)}`))
    expect(fault).toMatchObject({ line: 4, ru: expect.stringContaining('вложено глубже') })
    expect(tooDeepAt(`{\n"a":\n${'['.repeat(64)}`)).toBe(3)
  })
  it('brackets in a text are no nesting', () => {
    expect(tooDeepAt(JSON.stringify({ text: '['.repeat(1_000), more: '\\"[{'.repeat(100) }))).toBeNull()
    expect(readYaml(`a: "${'['.repeat(1_000)}"`).value).toEqual({ a: '['.repeat(1_000) })
  })
})

describe('a body in JSON that nests without end', () => {
  const app = Fastify({ bodyLimit: 2 ** 21 })
  readJson(app)
  answerErrors(app, () => undefined)
  app.post('/desk', { config: { access: 'public' } }, (request) => ({ got: JSON.stringify(request.body).length }))
  const post = (url: string, payload: string) =>
    app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } })

  it.each([
    ['lists', nested('[', 100_000, ']')],
    ['objects', nested('{"a":', 100_000, '1').replace(/1+$/, `1${'}'.repeat(100_000)}`)],
    ['lists without end', nested('[', 500_000)],
    ['just too deep', nested('[', 65, ']')],
  ])('%s: refused with the line', async (_, payload) => {
    const begun = process.cpuUsage()
    const { statusCode, body } = await post('/desk', payload)
    expect(spentSince(begun)).toBeLessThan(soon)
    expect([statusCode, JSON.parse(body)]).toMatchObject([
      400,
      { code: 'malformed-body', text: { ru: expect.stringContaining('строка 1') } },
    ])
  })
  it('what a person writes is not touched', async () => {
    expect((await post('/desk', nested('[', 64, ']'))).statusCode).toBe(200)
  })
  it('an event of a network is taken, cut where no event reaches: refused, it would be lost', () => {
    const event = readEventJson(new TextEncoder().encode(`{"type":"wall_reply_new","object":${nested('[', 200_000, ']')}}`))
    expect(event).toMatchObject({ type: 'wall_reply_new' })
    expect(JSON.stringify(event).length).toBeLessThan(400)
  })
})
