import type { Text } from '@otklik/regulations'

/** Why something may not be done: a value, never an exception. `refused` is stable and in the error catalogue. */
export type Refusal<Code extends string = string> = { readonly refused: Code; readonly clause: string | null; readonly text: Text }

/** A refusal as a value. `ru` and `en` say what is wrong and what to do instead; `clause` names the act's clause where there is one. */
export function refuse<Code extends string>(refused: Code, clause: string | null, ru: string, en: string): Refusal<Code> {
  return { refused, clause, text: { ru, en } }
}

/** Tells a decision that was refused from events. */
export function isRefusal(decision: object): decision is Refusal {
  return 'refused' in decision
}
