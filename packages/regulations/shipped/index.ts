import { readdirSync, readFileSync } from 'node:fs'
import { parseRegulation, type Regulation } from '../src/index.ts'

const folder = new URL('../acts/', import.meta.url)
let texts: readonly ShippedAct[] | undefined
let known: ReadonlyMap<string, Regulation> | undefined

/** An edition of an act as its file says it, not compiled yet. */
export type ShippedAct = { readonly id: string; readonly edition: string; readonly source: string }

/** The value of a member at the top of a file of ours; a test holds it against the compiled act. */
const member = (source: string, name: string): string => new RegExp(`^${name}: "?([^"\\n]+)"?$`, 'm').exec(source)?.[1] ?? ''

/** The acts that come with the product, as texts: a start compares them with what is stored, and compiles none. In the order of their ids. */
export function shippedActs(): readonly ShippedAct[] {
  texts ??= readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .map((source) => ({ id: member(source, 'id'), edition: member(source, 'edition'), source }))
  return texts
}

/** The acts that come with the product, by id. Every `.yaml` in the folder of acts is one; read once. */
function shipped(): ReadonlyMap<string, Regulation> {
  known ??= new Map(
    shippedActs()
      .map(({ source }) => parseRegulation(source))
      .map((act) => [act.id, act]),
  )
  return known
}

/** The acts that come with the product, in the order of their ids. */
export function shippedRegulations(): Regulation[] {
  return [...shipped().values()]
}

/** One of them; undefined when no act has the id. */
export function shippedRegulation(id: string): Regulation | undefined {
  return shipped().get(id)
}
