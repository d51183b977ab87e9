import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Fault, RegulationError } from './fault.ts'
import { issueWords } from './issue-words.ts'
import { referenceFaults } from './references.ts'
import { regulation, type Regulation } from './regulation.ts'
import { yamlExcess } from './yaml-excess.ts'

/** Ten times the longest of the shipped acts. */
const mostTokens = 60_000

/**
 * Reads an act's file. Strict: an unknown key, a clause that is not listed, a reading without a value for one of its
 * alternatives are faults, since a misspelt one would silently change a date. Freezes what it returns.
 * @throws RegulationError with every fault found, each with its path and, where the text has it, its line
 */
export function parseRegulation(yamlText: string): Regulation {
  const excess = yamlExcess(yamlText, mostTokens)
  if (excess !== null) throw new RegulationError([{ path: '', line: excess.line, ru: `${excess.ru}.`, en: `${excess.en}.` }])
  const lines = new LineCounter()
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    throw new RegulationError(
      document.errors.map((error) => ({
        path: '',
        line: lines.linePos(error.pos[0]).line,
        ru: `это не YAML (${error.code}). Проверьте отступы и кавычки.`,
        en: `this is not YAML (${error.code}). Check indents and quotes.`,
      })),
    )
  }
  const located = (path: readonly PropertyKey[], ru: string, en: string): Fault => {
    const line = lineOf(document.contents, path, lines)
    return { path: path.map(String).join('.'), ...(line === undefined ? {} : { line }), ru, en }
  }
  const input = unfolded(document)
  const read = regulation.safeParse(input)
  if (!read.success) {
    throw new RegulationError(
      read.error.issues.map((one) => {
        const { path, issue } = pointed(one)
        const { ru, en } = issueWords(issue, path, standingAt(input, path))
        return located(path, ru, en)
      }),
    )
  }
  const faults = referenceFaults(read.data).map(({ path, ru, en }) => located(path, ru, en))
  if (faults.length > 0) throw new RegulationError(faults)
  return frozen(read.data)
}

/** @throws RegulationError for names (`*norm`) that unfold into each other without end, and for a merge (`<<`) of what is no mapping. */
function unfolded(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 }) as unknown
  } catch {
    const ru = 'ссылки *имя и слияния << здесь не понять, запишите прямо.'
    throw new RegulationError([{ path: '', line: 1, ru, en: 'references *name and merges << make no sense here, write it out.' }])
  }
}

type Issue = z.core.$ZodIssue

/** Of a value that may be of several shapes, the fault of the shape that it comes nearest to. */
function pointed(issue: Issue, above: readonly PropertyKey[] = []): { readonly path: readonly PropertyKey[]; readonly issue: Issue } {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().toSorted((one, other) => other.path.length - one.path.length)[0]
    if (deepest !== undefined) return pointed(deepest, path)
  }
  return { path, issue }
}

/** What the file has at a place; undefined when it has nothing there. */
function standingAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** The line of the deepest node on the path that the text has. */
function lineOf(root: Node | null, path: readonly PropertyKey[], lines: LineCounter): number | undefined {
  let node: unknown = root
  let offset = root?.range?.[0]
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
      if (pair === undefined) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset === undefined ? undefined : lines.linePos(offset).line
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}
