import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disposition, nameOf } from '../src/http/files.ts'

describe('the name of a picture', () => {
  it.each([
    ['яма.JPG', 'яма.jpg'],
    ['двор. вид 2.png', 'двор. вид 2.jpg'],
    ['архив.2024', 'архив.jpg'],
    ['%22Яма%22 у дома.png', '"Яма" у дома.jpg'],
    ['a%0D%0Ab.png', 'a b.jpg'],
    ['50%25.png', '50%25.jpg'],
    ['../../etc/passwd', '....etcpasswd.jpg'],
    ['.png', 'photo.jpg'],
    ['\u202egnp.exe', 'gnp.jpg'],
    ['и\u0306.png', 'й.jpg'],
    [`я${'\u0336\u0489\u0300\u0301\u0302'.repeat(20)}.png`, 'я\u0336\u0489\u0336.jpg'],
    ['👩🏽‍🔧.png', '👩🏽‍🔧.jpg'],
  ])('%j is kept as %j', (given, kept) => expect(nameOf(given, 'jpg')).toBe(kept))

  it('is cut between signs: no half of an emoji, of a family, of a flag', () => {
    for (const sign of ['🙂', '👨‍👩‍👧‍👦', '🇷🇺', 'й', 'e\u0301']) {
      for (let before = 110; before <= 121; before++) {
        const name = nameOf(`${'а'.repeat(before)}${sign.repeat(5)}.png`, 'jpg')
        expect(name.length).toBeLessThanOrEqual(124)
        const rest = name.slice(before, -4)
        expect(rest.replaceAll(sign.normalize('NFC'), '')).toBe(before > 120 ? rest : '')
      }
    }
  })

  it('whatever it is, the header that carries it is one quoted ASCII line, and the name comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = nameOf(given, 'jpg')
        const header = disposition(name)
        expect(header).toMatch(/^inline; filename="[\w.-]+"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/u)
        expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(name)
      }),
      { numRuns: 3000 },
    )
  })
})
