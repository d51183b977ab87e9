import { readdirSync, readFileSync } from 'node:fs'
import { parseRegulation, type Regulation } from '../src/index.ts'

const folder = new URL('../acts/', import.meta.url)
let known: ReadonlyMap<string, Regulation> | undefined

/** The acts that come with the product, by id. Every `.yaml` in the folder of acts is one; read once. */
function shipped(): ReadonlyMap<string, Regulation> {
  known ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .toSorted()
      .map((file) => parseRegulation(readFileSync(new URL(file, folder), 'utf8')))
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
