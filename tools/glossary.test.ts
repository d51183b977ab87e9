import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rightWords, roles } from '../packages/casework/src/index.ts'

/** The glossary and the code say the same words: checked both ways. */
const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** A word in a comment is not yet a word of the code. */
const code = (path: string) => read(path).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '')

type Entry = { readonly identifiers: readonly string[]; readonly russian: string; readonly section: string; readonly clause: string }

function entries(markdown: string): readonly Entry[] {
  const found: Entry[] = []
  let section = ''
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3)
    if (!line.startsWith('| `')) continue
    const [, words = '', russian = '', , clause = ''] = line.split('|').map((cell) => cell.trim())
    found.push({ identifiers: [...words.matchAll(/`([^`]+)`/gu)].map(([, word = '']) => word), russian, section, clause })
  }
  return found
}

/** The source of one exported type, without its comments, up to the next export. */
function typeText(path: string, name: string): string {
  const source = code(path)
  const from = source.search(new RegExp(`export type ${name}\\b`, 'u'))
  if (from < 0) throw new Error(`${path} exports no type ${name}`)
  const next = source.indexOf('\nexport ', from + 1)
  return source.slice(from, next < 0 ? undefined : next)
}
const matches = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, word = '']) => word))]
const tagged = (path: string, name: string) => matches(typeText(path, name), /readonly type: '(\w+)'/gu)
const literals = (path: string, name: string) => matches(typeText(path, name), /'([\w-]+)'/gu)

const glossary = entries(read('GLOSSARY.md'))
const words = new Set(glossary.flatMap(({ identifiers }) => identifiers))
const casework = 'packages/casework/src'
const acts = 'packages/regulations/src/act/types.ts'

describe('the glossary', () => {
  test('holds every word once in a section, with its Russian term', () => {
    expect(glossary.length).toBeGreaterThan(80)
    const places = glossary.flatMap(({ identifiers, section }) => identifiers.map((word) => `${section}: ${word}`))
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
    expect(glossary.filter(({ russian }) => !/[а-яё]/iu.test(russian))).toEqual([])
  })

  test('names clauses as the acts are cited', () => {
    const clauses = glossary.flatMap(({ clause }) => (clause === '' ? [] : clause.split(', ')))
    expect(clauses.filter((clause) => !/^(?:LA|S-ord|[LESGD])-\d+(?:\.\d+)*[a-c]?$/u.test(clause))).toEqual([])
  })

  test('says nothing that the code does not', () => {
    const paths = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })
    expect(paths.length).toBeGreaterThan(50)
    const said = new Set(paths.flatMap((path) => code(path).match(/[\w$]+(?:-[\w$]+)*/gu) ?? []))
    expect([...words].filter((word) => !said.has(word))).toEqual([])
  })
})

describe('the code says nothing that the glossary does not:', () => {
  test.each([
    ['events', tagged(`${casework}/events.ts`, 'IncidentEvent'), 29],
    ['commands of people', tagged(`${casework}/commands.ts`, 'PersonCommand'), 15],
    ['commands of the system', tagged(`${casework}/commands.ts`, 'SystemCommand'), 8],
    ['statuses', literals(`${casework}/state.ts`, 'Status'), 13],
    ['roles', Object.keys(roles), 4],
    ['rights', Object.keys(rightWords), 10],
    ['refusals', literals(`${casework}/state.ts`, 'RefusalCode'), 16],
    ['norms', literals(acts, 'NormName'), 11],
    ['actors', literals(acts, 'Actor'), 4],
    ['reply kinds', literals(acts, 'ReplyKind'), 3],
    ['tracks', literals(acts, 'Track'), 3],
  ] as const)('%s', (_, said, least) => {
    // Reading types as text can read nothing; fewer words than there were means that it did.
    expect(said.length).toBeGreaterThanOrEqual(least)
    expect(said.filter((word) => !words.has(word))).toEqual([])
  })
})
