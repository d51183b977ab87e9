import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosen, written, type Draft, type KeptDraft } from '../src/reply/draft-store.ts'

const draft = (text: string): Draft => ({ kind: 'final', text, attachments: [] })

describe('A draft open in two tabs', () => {
  it('grows under the hands of one', () => {
    const first = written(null, 'a', 0, draft('Здравствуйте'))
    expect(written(first, 'a', 0, draft('Здравствуйте!'))).toMatchObject({ draft: draft('Здравствуйте!'), version: 2, beside: {} })
  })
  it('goes on in the other that has seen it', () => {
    const first = written(null, 'a', 0, draft('Яму'))
    expect(written(first, 'b', first.version, draft('Яму засыплют'))).toMatchObject({ draft: draft('Яму засыплют'), by: 'b', beside: {} })
  })
  it('keeps both texts when they were typed past each other, until one is chosen', () => {
    const first = written(null, 'a', 0, draft('Яму засыплют'))
    const both = written(first, 'b', 0, draft('Люк закроют'))
    expect(both).toMatchObject({ draft: draft('Яму засыплют'), beside: { b: draft('Люк закроют') } })
    expect(written(both, 'a', first.version, draft('Яму засыплют!')).beside).toEqual({ b: draft('Люк закроют') })
    expect(chosen(both, 'b', 'b', draft('Люк закроют'))).toMatchObject({ draft: draft('Люк закроют'), beside: {} })
  })
  it('has nothing to choose where both say the same, or where nothing was typed', () => {
    const first = written(null, 'a', 0, draft('Яму'))
    expect(written(first, 'b', 0, draft('Яму')).beside).toEqual({})
    expect(written(first, 'b', 0, draft(' ')).beside).toEqual({})
  })
  it('never loses a text that its tab has not seen go', () => {
    const step = fc.record({
      tab: fc.constantFrom('a', 'b', 'c'),
      text: fc.string({ minLength: 1, maxLength: 3 }).map((text) => `т${text}`),
      looks: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const first = written(null, 'a', 0, draft('начало'))
        const seen = new Map([['a', first.version]])
        let kept = first
        for (const { tab, text, looks } of steps) {
          if (looks && kept.beside[tab] === undefined) seen.set(tab, kept.version)
          const before: KeptDraft = kept
          kept = written(before, tab, seen.get(tab) ?? 0, draft(text))
          if (kept.beside[tab] === undefined) seen.set(tab, kept.version)
          const texts = [kept.draft, ...Object.values(kept.beside)].map((one) => one.text)
          // Its own words stand; so does what others typed beside, and what stands in the draft and was not seen.
          const beside = Object.entries(before.beside).flatMap(([other, one]) => (other === tab ? [] : [one.text]))
          const unseen = before.by !== tab && !looks && seen.get(tab) !== kept.version ? [before.draft.text] : []
          expect(texts).toEqual(expect.arrayContaining([text, ...beside, ...unseen]))
        }
      }),
      { numRuns: 2000 },
    )
  })
})
