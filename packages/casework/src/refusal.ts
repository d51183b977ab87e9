import type { Refusal, RefusalCode } from './state.ts'

/** A refusal as a value. `ru` and `en` say what is wrong and what to do instead; `clause` names the act's clause where there is one. */
export function refuse(refused: RefusalCode, clause: string | null, ru: string, en: string): Refusal {
  return { refused, clause, text: { ru, en } }
}

/** Tells a decision that was refused from events. */
export function isRefusal(decision: object): decision is Refusal {
  return 'refused' in decision
}
