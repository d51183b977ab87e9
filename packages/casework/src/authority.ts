import type { Actor, Step, Text } from '@otklik/regulations'
import { holderOf } from './holders.ts'
import { refuse } from './refusal.ts'
import { rightOfActor } from './right.ts'
import type { Viewer } from './rights.ts'
import type { Acting, Incident, Refusal } from './state.ts'

const actorWords: Readonly<Record<Actor, Text>> = {
  curator: { ru: 'куратор', en: 'the curator' },
  executor: { ru: 'исполнитель подразделения, у которого сообщение', en: 'an executor of the unit that has the message' },
  head: { ru: 'глава', en: 'the head' },
  organisation: { ru: 'куратор или исполнитель', en: 'the curator or the executor' },
}

/** Somebody with resolved rights as the one who acts. */
export const actingOf = ({ personId, name, may, unitIds }: Omit<Viewer, 'tenantId' | 'sees'>): Acting & { kind: 'person' } => ({
  kind: 'person',
  personId,
  name,
  may,
  unitIds,
})

/** Is this person an executor of a unit that has the incident now? */
const executes = (state: Incident, acting: Acting): boolean => holderOf(state, acting) !== null

/**
 * May this person take a step that the act gives to `step.by`? Null when they may.
 * `organisation` is nobody in particular: the curator or the executor of the incident's unit.
 */
export function forbids(step: Pick<Step, 'by' | 'clause'> | { by: Actor; clause: null }, state: Incident, acting: Acting): Refusal | null {
  const { by, clause } = step
  if (acting.kind === 'system') {
    return refuse('not-your-role', clause, 'Это действие совершает человек, а не система.', 'A person takes this action, not the system.')
  }
  const holds = (actor: keyof typeof rightOfActor): boolean => acting.may.includes(rightOfActor[actor])
  if (by === 'curator' || by === 'head') return holds(by) ? null : foreignRole(by, clause)
  if (executes(state, acting) || (by === 'organisation' && holds('curator'))) return null
  return holds('executor') ? foreignUnit(clause) : foreignRole(by, clause)
}

function foreignRole(by: Actor, clause: string | null): Refusal {
  const words = actorWords[by]
  return refuse(
    'not-your-role',
    clause,
    `Это делает ${words.ru}. Передайте сообщение тому, у кого есть эта роль.`,
    `This is done by ${words.en}. Hand the message to somebody who has that role.`,
  )
}

function foreignUnit(clause: string | null): Refusal {
  return refuse(
    'not-your-unit',
    clause,
    'Сообщение не у вашего подразделения. Если оно должно быть у вас, попросите куратора направить его вам.',
    'Your unit does not have this message. If it should, ask the curator to route it to you.',
  )
}
