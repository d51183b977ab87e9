import { releasePath, type Procedure, procedureOf, type Regulation } from '@otklik/regulations'
import { shippedRegulation, shippedRegulations } from '@otklik/regulations/shipped'

/** An edition of an act as the shell uses it. */
export type Act = { readonly id: string; readonly edition: string; readonly regulation: Regulation; readonly procedure: Procedure }

const known = new Map<string, Act>()

/** The act by its id; read once. @throws when no such act ships with the product. */
export function actOf(id: string): Act {
  const found = known.get(id)
  if (found !== undefined) return found
  const regulation = shippedRegulation(id)
  if (regulation === undefined) throw new Error(`no act ${id} ships with the product`)
  const act = { id, edition: regulation.edition, regulation, procedure: procedureOf(regulation) }
  known.set(id, act)
  return act
}

let own: readonly string[] | null = null

/** Ids of the acts under which whoever wrote a reply publishes it, and nobody reads it before (D). */
export const actsOfOwnReplies = (): readonly string[] =>
  (own ??= shippedRegulations().flatMap((act) => (releasePath(procedureOf(act)) === 'own' ? [act.id] : [])))
