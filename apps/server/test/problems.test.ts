import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandRequest, problem } from '@otklik/contract'
import { checkInput } from '../src/http/answer-errors.ts'
import { patternWords } from '../src/http/explain-issue.ts'
import { catalogue, problemBody, ProblemError } from '../src/http/problems.ts'

const source = join(import.meta.dirname, '../src')
const states = join(import.meta.dirname, '../../../packages/casework/src/state.ts')

function used(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('problems.ts'),
  )
  const texts = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n')
  const thrown = [...texts.matchAll(/ProblemError\((.*?)[,)]/g)].flatMap(([, argument = '']) => [...argument.matchAll(/'([a-z-]+)'/g)])
  const [, union = ''] = /export type RefusalCode =([^]*?)\n\n/.exec(readFileSync(states, 'utf8')) ?? []
  const refusals = [...union.matchAll(/'([a-z-]+)'/g)]
  return new Set([...thrown, ...refusals].map(([, code = '']) => code))
}

describe('the catalogue of errors', () => {
  it('holds every error that can be answered, and no other', () => {
    expect([...used()].toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  it.each(Object.keys(catalogue) as (keyof typeof catalogue)[])('tells %s in both languages, with a cure', (code) => {
    const { title, cure, status } = catalogue[code]
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title.ru).toMatch(/[а-я]/)
    expect(title.en).not.toMatch(/[а-я]/)
    expect(cure.ru).toMatch(/[а-я]/)
    expect(cure.en).not.toMatch(/[а-я]/)
    expect(problem.parse(problemBody(new ProblemError(code), 'en'))).toMatchObject({ code, status, title: title.en, detail: cure.en })
  })
})

function errors(schema: z.ZodType, value: unknown) {
  const result = checkInput({ schema, httpPart: 'body' })(value)
  if (!('error' in result) || !(result.error instanceof ProblemError)) throw new Error('was accepted')
  return result.error.errors ?? []
}

describe('a malformed request', () => {
  it('is told by path, with what belongs there, and without repeating the value', () => {
    const schema = z.object({ password: z.string().min(10), roles: z.array(z.enum(['curator', 'head'])).min(1), id: z.uuid() })
    const found = errors(schema, { password: 'hunter22', roles: ['boss'], id: 7 })
    expect(found.map(({ path }) => path)).toEqual(['body.password', 'body.roles.0', 'body.id'])
    expect(found[0]?.text).toEqual({ ru: 'Нужно не меньше 10 знаков.', en: 'At least 10 characters are needed.' })
    expect(found[1]?.text.en).toBe('Possible values: curator, head.')
    expect(JSON.stringify(found)).not.toContain('hunter22')
  })

  it('counts in both languages as people do', () => {
    const schema = z.object({ one: z.string().min(1), most: z.string().max(21), some: z.array(z.string()).min(1), few: z.number().min(3) })
    const found = errors(schema, { one: '', most: 'ы'.repeat(22), some: [], few: 2 }).map(({ text }) => [text.ru, text.en])
    expect(found).toEqual([
      ['Нужно не меньше 1 знака.', 'At least 1 character is needed.'],
      ['Можно не больше 21 знака.', 'At most 21 characters are possible.'],
      ['Нужно не меньше 1 элемента.', 'At least 1 item is needed.'],
      ['Нужно не меньше 3.', 'At least 3 is needed.'],
    ])
  })

  it('never shows a pattern to a person: every one of the contract has words', () => {
    const folder = join(import.meta.dirname, '../../../packages/contract/src')
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const patterns = [...text.matchAll(/\.regex\((\/.+?\/[a-z]*)\)/g)].map(([, pattern = '']) => pattern)
    expect(patterns.length).toBeGreaterThan(3)
    expect(patterns.filter((pattern) => !patternWords.has(pattern))).toEqual([])
    for (const { ru, en } of patternWords.values()) {
      expect(ru).toMatch(/^[А-ЯЁ].*\.$/)
      expect(en).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('names the field of a command', () => {
    const found = errors(commandRequest, { expectedVersion: 1, command: { type: 'askForTime', term: 'soon', reason: 'x' } })
    expect(found[0]?.path).toBe('body.command.term')
  })

  it('says so when the command does not exist', () => {
    const found = errors(commandRequest, { expectedVersion: 1, command: { type: 'explode' } })
    expect(found[0]?.text.ru).toContain('type')
  })
})
