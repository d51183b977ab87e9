import type { Justification } from '../events.ts'
import { neededJustifications } from '../requirements.ts'
import type { Context, Revision } from '../state.ts'

/** What a person says for a revision when they approve or publish it: ticks, and reasons for what a check warned about. */
export type Said = { readonly confirmed: readonly string[]; readonly justifications?: readonly Justification[] }

/** The reasons that the record keeps of those given with a command: for what was found in the text and not justified before. */
export function justifiedIn(
  draft: Pick<Revision, 'text' | 'justifications'>,
  { justifications = [] }: Pick<Said, 'justifications'>,
  { procedure }: Pick<Context, 'procedure'>,
): { readonly justifications?: readonly Justification[] } {
  const needed = neededJustifications(procedure, draft, justifications)
  return needed.length === 0 ? {} : { justifications: needed }
}
