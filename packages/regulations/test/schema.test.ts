import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { regulationJsonSchema } from '../src/index.ts'
import { shippedRegulations } from '../shipped/index.ts'
import { goodAct } from './good-act.ts'

const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const published = JSON.parse(file('../schema/regulation.schema.json')) as Record<string, unknown>

describe('the published JSON Schema', () => {
  it('is the one that the code reads by; node packages/regulations/schema/build.ts writes it anew', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(regulationJsonSchema())))
  })

  it('takes every shipped act, and each file points an editor to it', () => {
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(published)
    for (const { id } of shippedRegulations()) {
      const text = file(`../acts/${id}.yaml`)
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema/regulation.schema.json')
      expect({ id, valid: valid(parse(text)), errors: valid.errors }).toEqual({ id, valid: true, errors: null })
    }
  })

  it('makes clause and source mandatory, and allows no other keys', () => {
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(published)
    expect(valid(parse(goodAct))).toBe(true)
    expect(valid(parse(goodAct.replace('clause: X-1, actor', 'actor')))).toBe(false)
    expect(valid(parse(goodAct.replace('source:', 'sauce:')))).toBe(false)
  })
})
