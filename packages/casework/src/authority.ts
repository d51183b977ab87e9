import type { Actor, Step, Text } from '@otklik/regulations'
import { holderOf } from './holders.ts'
import { refuse } from './refusal.ts'
import type { Acting, Incident, Refusal } from './state.ts'

const actorWords: Readonly<Record<Actor, Text>> = {
  curator: { ru: 'куратор', en: 'the curator' },
  executor: { ru: 'исполнитель подразделения, у которого сообщение', en: 'an executor of the unit that has the message' },
  head: { ru: 'глава', en: 'the head' },
  organisation: { ru: 'куратор или исполнитель', en: 'the curator or the executor' },
}

/** Is this person an executor of a unit that has the incident now? */
const executes = (state: Incident, acting: Acting): boolean => holderOf(state, acting) !== null

/**
 * May this person take a step that the act gives to `step.by`? Null when they may.
 * `organisation` is nobody in particular: the curator or the executor of the incident's unit.
 */
export function forbids(step: Pick<Step, 'by' | 'clause'> | { by: Actor; clause: null }, state: Incident, acting: Acting): Refusal | null {
  if (acting.kind === 'system') {
    return refuse(
      'not-your-role',
      step.clause,
      'Это действие совершает человек, а не система.',
      'A person takes this action, not the system.',
    )
  }
  const curator = acting.roles.includes('curator')
  const executor = acting.roles.includes('executor')
  switch (step.by) {
    case 'curator':
      return curator ? null : foreignRole(step.by, step.clause)
    case 'head':
      return acting.roles.includes('head') ? null : foreignRole(step.by, step.clause)
    case 'executor':
      if (!executor) return foreignRole(step.by, step.clause)
      return executes(state, acting) ? null : foreignUnit(step.clause)
    case 'organisation':
      if (curator || executes(state, acting)) return null
      return executor ? foreignUnit(step.clause) : foreignRole(step.by, step.clause)
  }
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
