import { compile } from '../act/compile.ts'
import type { Regulation } from '../act/regulation.ts'
import type { NormName, Track } from '../act/types.ts'

/** Norms of a track to which the act gives no term of its own: one is set for each message (D-4.3b), and until then nothing can be due. */
export function awaitedTerms(regulation: Regulation, track: Track): { readonly norm: NormName; readonly clause: string }[] {
  const rules = compile(regulation).tracks[track].all
  // A term of co-executors awaits nobody before there are any.
  return rules.filter(({ term, each }) => term === null && each !== 'unit').map(({ norm, clause }) => ({ norm, clause }))
}
