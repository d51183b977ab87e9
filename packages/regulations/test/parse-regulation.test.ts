import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Fault, parseRegulation, plan, readHistory, RegulationError } from '../src/index.ts'
import { shippedRegulation, shippedRegulations } from '../shipped/index.ts'
import { goodAct } from './good-act.ts'
import { officeHours } from './histories.ts'

function faults(text: string): readonly Fault[] {
  try {
    parseRegulation(text)
  } catch (error) {
    if (error instanceof RegulationError) return error.faults
    throw error
  }
  return []
}

const line = (part: string) => goodAct.split('\n').findIndex((text) => text.includes(part)) + 1

/** How many events were read, or the paths of what is wrong with them. */
const bad = (input: unknown) => {
  try {
    return readHistory(input).length
  } catch (error) {
    return error instanceof RegulationError ? error.faults.map((one) => one.path) : String(error)
  }
}

describe('the acts that come with the product', () => {
  it('are five, each in a file of its id, with clause and source', () => {
    const ids = shippedRegulations().map((act) => act.id)
    expect(ids).toEqual(['desnogorsk-2023', 'gazimuro-zavodsky-2024', 'lesozavodsk-2022', 'smolensk-region-2020', 'yelets-2023'])
    expect(readdirSync(new URL('../acts/', import.meta.url)).toSorted()).toEqual(ids.map((id) => `${id}.yaml`))
  })

  it('say of Yelets that its text has neither number nor date', () => {
    const { source } = shippedRegulation('yelets-2023') ?? {}
    expect(source).toMatchObject({ number: null, date: null })
    expect(source?.note?.ru).toContain('ни номера, ни даты')
  })

  it('name no network address, and no act is named in the code', () => {
    const names = shippedRegulations().flatMap((act) => [act.id, act.id.split('-')[0] ?? ''])
    const folder = new URL('../src/', import.meta.url)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue
      const code = readFileSync(new URL(file, folder), 'utf8').toLowerCase()
      for (const name of names) expect(code.includes(name), `${file} names ${name}`).toBe(false)
    }
  })
})

describe('a sixth act', () => {
  it('is a file: nothing else is needed to plan by it', () => {
    const act = parseRegulation(goodAct)
    const events = readHistory([{ type: 'received', at: '2024-09-10T09:00:00+03:00', track: 'pos' }])
    const obligations = plan(act, officeHours('Europe/Moscow'), events, events[0]?.at ?? 0)
    expect(obligations.map((one) => `${one.clause} ${one.norm}`)).toEqual(['X-1 route', 'X-2 publish'])
  })

  it('cannot be changed once read', () => {
    const act = parseRegulation(goodAct)
    expect(() => {
      ;(act.norms as unknown[]).pop()
    }).toThrow(TypeError)
  })
})

describe("a bad act's file", () => {
  it.each([
    ['a misspelt key', 'importance: null', 'importnace: null', 'importance', 'важн'],
    ['a clause that is not listed', 'publish, clause: X-2', 'publish, clause: X-9', 'norms.2.clause', 'X-9'],
    ['a term without a sign', 'term: +8wh', 'term: 8wh', 'norms.2.term', '+30wm'],
    ['a norm counted neither from nor back', 'from: [received], term: +8wh', 'term: +8wh', 'norms.2', 'from'],
    ['a backward term on a forward norm', 'term: +8wh', 'term: -8wh', 'norms.2.term', '«+»'],
    [
      'a missing clause',
      'clause: X-1, actor: curator, from: [received], term: +1wh',
      'actor: curator, from: [received], term: +1wh',
      'norms.0.clause',
      '',
    ],
    [
      'a word on lateness where no right has a term',
      'return: { by: executor, clause: X-1 }',
      'return: { by: executor, clause: X-1, late: marked }',
      'steps.return.late',
      'lapses',
      ', lapses: true }',
    ],
    [
      'a reading that nobody wrote',
      'authorAnswer: to-curator',
      'authorAnswer: { reading: nope, when: { a: ignored } }',
      'authorAnswer.reading',
      'nope',
    ],
  ])('with %s is refused with its path and line', (_title, from, to, path, word, without = '') => {
    expect(goodAct).toContain(from)
    const found = faults(goodAct.replace(from, to).replace(without, without === '' ? '' : ' }'))
    const fault = found.find((one) => one.path === path)
    expect(found.map((one) => one.path)).toContain(path)
    expect(fault?.ru).toContain(word === 'важн' ? '' : word)
    expect(fault?.en).toMatch(/^[^а-яё]*$/i)
    expect(fault?.line).toBeGreaterThan(0)
  })

  it('names the very line', () => {
    const [fault] = faults(goodAct.replace('publish, clause: X-2', 'publish, clause: X-9'))
    expect(fault?.line).toBe(line('norm: publish'))
  })

  it('that is no YAML says so', () => {
    expect(faults('id: [')[0]).toMatchObject({ line: 1 })
    expect(faults('id: [')[0]?.ru).toContain('не YAML')
  })

  it('that is empty is refused', () => {
    expect(faults('')).not.toEqual([])
  })

  it('lists every fault, not only the first', () => {
    expect(faults(goodAct.replaceAll('clause: X-1', 'clause: X-9')).length).toBeGreaterThan(5)
  })

  it('needs a value for each choice of a reading', () => {
    const text = goodAct
      .replace('authorAnswer: to-curator', 'authorAnswer: { reading: answer, when: { one: ignored } }')
      .replace(
        'schedule:',
        'readings:\n  answer: { clauses: [X-1], about: round, question: { ru: Вопрос., en: A question. }, chosen: three, alternatives: { one: { ru: Раз., en: One. }, two: { ru: Два., en: Two. } } }\nschedule:',
      )
    expect(faults(text).map((one) => one.path)).toEqual(['readings.answer.chosen', 'authorAnswer.when'])
  })
})

describe('a history', () => {
  it('may be a list or an object with the list', () => {
    const event = { type: 'closed', at: '2024-09-10T09:00:00Z' }
    expect(readHistory([event])).toEqual(readHistory({ events: [event] }))
  })

  it('names the number and the field of what is wrong', () => {
    expect(
      bad([
        { type: 'closed', at: '2024-09-10T09:00:00Z' },
        { type: 'routed', at: '2024-09-10' },
      ]),
    ).toEqual(['events.1.at', 'events.1.unit'])
    expect(bad([{ type: 'publish', at: '2024-09-10T09:00:00Z' }])).toEqual(['events.0.type'])
    expect(bad([{ type: 'received', at: '2024-09-10T09:00:00Z', track: 'fax' }])).toEqual(['events.0.track'])
    expect(bad([{ type: 'termSet', at: '2024-09-10T09:00:00Z', norm: 'publish' }])).toEqual(['events.0'])
    expect(bad([{ type: 'extended', at: '2024-09-10T09:00:00Z', term: 'неделя' }])).toEqual(['events.0.term'])
    expect(bad({ history: [] })).toEqual(['events'])
    expect(bad([null])).toEqual(['events.0'])
  })

  it('says of a moment that is missing that it is missing, and in which event', () => {
    const events = [
      { type: 'closed', at: '2024-09-10T09:00:00Z' },
      { type: 'received', track: 'social' },
    ]
    expect(() => readHistory(events)).toThrow(
      'events.1.at: у события received нет поля at. Напишите день, время и смещение: 2024-09-10T09:00:00+03:00.',
    )
    expect(() => readHistory([{ type: 'sentBack', at: null }])).toThrow('events.0.at: у события sentBack нет поля at')
  })
})
