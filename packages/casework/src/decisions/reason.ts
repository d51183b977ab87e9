import { refuse } from '../refusal.ts'
import type { Refusal } from '../state.ts'

/** Something that a later reader of the record will ask for was left empty. */
export function reasonMissing(clause: string | null, ru: string, en: string): Refusal {
  return refuse('reason-missing', clause, ru, en)
}
