import { yamlExcess } from '@otklik/regulations'
import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'

/** Ten years of special days, each with all its fields, are half of this. The library's time grows with it: at most half a second. */
const mostTokens = 60_000
/** How much of a name is repeated to whoever wrote it. */
const mostTold = 40

/** What is wrong with a text in YAML or JSON: a sentence without its full stop, and the line, from 1. `syntax`: it cannot be taken apart. */
export class YamlFault extends Error {
  override readonly name = 'YamlFault'
  readonly kind: 'syntax' | 'meaning'
  readonly line: number
  readonly ru: string
  readonly en: string

  constructor(kind: YamlFault['kind'], line: number, ru: string, en: string) {
    super(ru)
    this.kind = kind
    this.line = line
    this.ru = ru
    this.en = en
  }
}

export type YamlText = {
  readonly value: unknown
  /** The line, from 1, of a place in the value; of the nearest place above it where there is no such place. */
  lineOf(path: readonly (string | number)[]): number
}

/**
 * Reads what a person wrote in YAML or JSON, in a time that grows with its length and no faster: the library's own look for keys that stand
 * twice compares each with each.
 * @throws YamlFault
 */
export function readYaml(text: string): YamlText {
  refuseEndless(text)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  const [fault] = document.errors
  if (fault !== undefined) {
    throw new YamlFault(
      'syntax',
      lineAt(fault.pos[0]),
      `не читается как YAML или JSON (${fault.code}). Проверьте отступы и кавычки`,
      `not readable as YAML or JSON (${fault.code}). Check indents and quotes`,
    )
  }
  const lineOfNode = (node: Node): number => lineAt(node.range?.[0] ?? 0)
  try {
    refuseAmbiguous(document.contents, lineOfNode)
    return { value: document.toJS({ maxAliasCount: 20 }), lineOf: lineFinder(document.contents, lineOfNode) }
  } catch (error) {
    if (error instanceof YamlFault) throw error
    // The library's own words for names (`*day`) that unfold into each other, and for a merge (`<<`) of what is no mapping.
    if (error instanceof ReferenceError) {
      throw new YamlFault('meaning', 1, 'слишком много ссылок *имя, запишите прямо', 'too many references *name, write it out')
    }
    throw new YamlFault('meaning', 1, 'слияния << и вложения здесь не понять, запишите прямо', 'merges << make no sense here, write it out')
  }
}

function refuseEndless(text: string): void {
  const excess = yamlExcess(text, mostTokens)
  if (excess !== null) throw new YamlFault('meaning', excess.line, excess.ru, excess.en)
}

/** A name that stands twice would silently hide what it said first; a reference must come after what it refers to. */
function refuseAmbiguous(contents: Node | null, lineOf: (node: Node) => number): void {
  if (contents === null) return
  const anchors = new Set<string>()
  visit(contents, {
    Node(_, node) {
      if (isAlias(node)) {
        if (anchors.has(node.source)) return
        const name = short(node.source)
        throw new YamlFault(
          'meaning',
          lineOf(node),
          `ссылки *${name} не на что: нет &${name} выше`,
          `*${name} refers to nothing: no &${name} above`,
        )
      }
      if (node.anchor !== undefined) anchors.add(node.anchor)
      if (!isMap(node)) return
      const keys = new Set<unknown>()
      for (const { key } of node.items) {
        if (!isScalar(key) || key.value === '<<') continue
        const name = short(String(key.value))
        if (keys.has(key.value)) throw new YamlFault('meaning', lineOf(key), `«${name}» указано дважды`, `"${name}" is there twice`)
        keys.add(key.value)
      }
    },
  })
}

/** Each collection is gone through once, however many places in it are asked for. */
function lineFinder(contents: unknown, lineOf: (node: Node) => number): YamlText['lineOf'] {
  const members = new Map<unknown, ReadonlyMap<string | number, unknown>>()
  const membersOf = (node: unknown): ReadonlyMap<string | number, unknown> => {
    const known = members.get(node)
    if (known !== undefined) return known
    const found = new Map<string | number, unknown>()
    if (isMap(node)) for (const { key, value } of node.items) found.set(String(isScalar(key) ? key.value : key), value ?? key)
    if (isSeq(node)) node.items.forEach((item, index) => found.set(index, item))
    members.set(node, found)
    return found
  }
  return (path) => {
    let line = 1
    let node = contents
    for (const step of path) {
      node = isCollection(node) ? membersOf(node).get(step) : undefined
      if (!isNode(node)) break
      line = lineOf(node)
    }
    return line
  }
}

const short = (text: string): string => (text.length > mostTold ? `${text.slice(0, mostTold)}…` : text)
