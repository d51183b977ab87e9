import type { Directory } from '@otklik/contract'
import { byTellingWord } from '../session/unit-order.ts'

export type Unit = Directory['units'][number]

/** The tree as lines with their depth, children under their parents, in the order of the words that tell them apart. */
export function asTree(units: readonly Unit[]): { readonly unit: Unit; readonly depth: number }[] {
  const known = new Set(units.map(({ id }) => id))
  const under = Map.groupBy(units, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : ''))
  const walk = (parent: string, depth: number): { unit: Unit; depth: number }[] =>
    (under.get(parent) ?? [])
      .toSorted((a, b) => byTellingWord(a.name, b.name))
      .flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)])
  return walk('', 0)
}
