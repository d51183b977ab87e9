import { refuse as refuseWith } from '@otklik/record'
import type { Refusal, RefusalCode } from './state.ts'

/** `refuse` of the record with the codes of casework: a code that is not in the error catalogue does not compile. */
export function refuse(refused: RefusalCode, clause: string | null, ru: string, en: string): Refusal {
  return refuseWith(refused, clause, ru, en)
}

export { isRefusal } from '@otklik/record'
