import { describe, expect, it } from 'vitest'
import { type Fault, parseRegulation, RegulationError } from '../src/index.ts'
import { goodAct } from './good-act.ts'

function faults(text: string): readonly Fault[] {
  try {
    parseRegulation(text)
  } catch (error) {
    if (error instanceof RegulationError) return error.faults
    throw error
  }
  return []
}

const readings = (chosen: string) =>
  `readings:\n  anew: { clauses: [X-1], about: round, question: { ru: Вопрос., en: A question. }, chosen: ${chosen}, alternatives: { yes: { ru: Да., en: Yes. }, no: { ru: Нет., en: No. } } }\nschedule:`
const route = 'actor: curator, from: [received], term: +1wh, each: round, met: [routed] }'
const draft = 'from: [routed], term: +4wh, each: event, unit: own, met: [draftSubmitted] }'
const back = (before: string, more = '') => `before: ${before}, term: -3wh, each: round, met: [draftSubmitted]${more} }`
const override = 'overrides: [{ norm: NORM, clause: X-1, allows: shorten, text: { ru: Сократить, en: Shorten } }]\nreworkLimit'
const ground = '{ id: spam, clause: X-1, text: { ru: Спам, en: Spam }, mayBlacklist: false }'

describe("an act's file that contradicts itself", () => {
  it.each<[string, readonly (readonly [string, string])[], string, RegExp]>([
    ['a force that ends before it begins', [['until: null', 'until: 2029-12-31']], 'inForce.until', /2029-12-31 раньше начала 2030-01-01/],
    ['a norm counted back from one of each event', [[draft, back('release')]], 'norms.3.before', /норма release не подходит/],
    ['a norm counted back from nothing', [[draft, back('approve')]], 'norms.3.before', /нет нормы approve/],
    [
      'a norm counted back from one that stands on another track',
      [
        ['pos: { clause: X-1, as: social }', 'pos: { clause: X-1 }'],
        ['met: [published] }\n', 'met: [published], tracks: [pos] }\n'],
        [draft, back('publish')],
      ],
      'norms.3.before',
      /не везде, где эта: нет для social\./,
    ],
    [
      'a norm counted back from one of another importance',
      [
        ['importance: null', 'importance: { clause: X-1 }'],
        ['met: [published] }\n', 'met: [published], importance: high }\n'],
        [draft, back('publish')],
      ],
      'norms.3.before',
      /нет для social\/normal/,
    ],
    [
      'norms counted back from each other',
      [
        [draft, back('publish')],
        ['from: [received], term: +8wh', 'before: draft, term: -8wh'],
      ],
      'norms.2.before',
      /круг: publish → draft → publish/,
    ],
    ['a norm counted back from itself', [[draft, back('draft')]], 'norms.3.before', /круг: draft → draft/],
    [
      'a misspelt choice of a reading',
      [
        [route, route.replace(' }', ', under: { reading: anew, is: yess } }')],
        ['schedule:', readings('yes')],
      ],
      'norms.0.under.is',
      /нет выбора «yess», есть: yes, no/,
    ],
    [
      'a zone that is nowhere',
      [
        [
          'inForce: { from: 2030-01-01, until: null }\ntimezone: Europe/Moscow',
          'inForce: { from: null, until: null }\ntimezone: Asia/Nowhere',
        ],
      ],
      'timezone',
      /Asia\/Nowhere/,
    ],
    [
      'hours of its examples in a zone that is nowhere',
      [['schedule:\n  timezone: Europe/Moscow', 'schedule:\n  timezone: Asia/Nowhere']],
      'schedule.timezone',
      /Asia\/Nowhere/,
    ],
    [
      'repeats that name a clause that is not listed',
      [['reworkLimit', 'repeats: { clause: X-1, norms: [X-2, X-99], mustName: { ru: Меры, en: Measures } }\nreworkLimit']],
      'repeats.norms.1',
      /X-99/,
    ],
    [
      'norms by importance where the act has none',
      [['met: [published] }\n', 'met: [published], importance: high }\n']],
      'norms.2.importance',
      /importance: null/,
    ],
    [
      'a term to be set of a norm that it lacks',
      [['reworkLimit', override.replace('NORM', 'final')]],
      'overrides.0.norm',
      /нормы final в акте нет/,
    ],
    [
      'a term to be set on a track where the norm is not',
      [
        ['pos: { clause: X-1, as: social }', 'pos: { clause: X-1 }'],
        ['met: [published] }\n', 'met: [published], tracks: [pos] }\n'],
        ['reworkLimit', override.replace('NORM', 'publish').replace('clause', 'tracks: [social], clause')],
      ],
      'overrides.0.norm',
      /в потоке social нет/,
    ],
    [
      'two grounds of one id',
      [['reworkLimit', `declineGrounds: [${ground}, ${ground}]\nreworkLimit`]],
      'declineGrounds.1.id',
      /spam здесь уже есть/,
    ],
    [
      'a track that runs as one that runs as another',
      [['incident: { clause: X-1, as: social }', 'incident: { clause: X-1, as: pos }']],
      'tracks.incident.as',
      /pos сам идёт как social/,
    ],
    [
      'a track that runs as itself',
      [['pos: { clause: X-1, as: social }', 'pos: { clause: X-1, as: pos }']],
      'tracks.pos.as',
      /pos сам идёт как pos/,
    ],
  ])('with %s is refused with its place', (_title, changes, path, words) => {
    let text = goodAct
    for (const [from, to] of changes) {
      expect(text).toContain(from)
      text = text.replace(from, to)
    }
    const found = faults(text)
    const fault = found.find((one) => one.path === path)
    expect(found.map((one) => one.path)).toContain(path)
    expect(fault?.ru).toMatch(words)
    expect(fault?.en).toMatch(/^[^а-яё]*$/i)
    expect(fault?.line).toBeGreaterThan(0)
  })
})
