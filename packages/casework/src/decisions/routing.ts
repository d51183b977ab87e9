import type { PersonCommand } from '../commands.ts'
import type { IncidentEvent } from '../events.ts'
import { repeated } from '../guard.ts'
import { actingUnit, isHeldBy } from '../holders.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal } from '../state.ts'
import { lateMark } from './late.ts'
import { reasonMissing } from './reason.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Directs the message to the unit whose competence it is (L-7, E-5, S-2, G-8, D-4.1); also moves it from a wrong unit to the right one. */
export function route(command: Of<'route'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { clause } = context.procedure.route
  if (!context.unitIds.includes(command.unitId)) {
    return refuse(
      'unknown-unit',
      clause,
      'Такого подразделения среди исполнителей нет или оно больше не работает. Выберите другое.',
      'There is no such unit among those that execute, or it is no longer active. Choose another one.',
    )
  }
  const trace = state.latest.Routed
  if (state.status !== 'selected' && isHeldBy(state, command.unitId) && trace !== undefined) return repeated(trace, clause, context)
  return [{ type: 'Routed', unitId: command.unitId, note: command.note.trim() }]
}

/** Not our competence: back to the curator with a justification and, where possible, the competent unit (S-5, G-9). */
export function returnToCurator(command: Of<'return'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { clause } = context.procedure.return
  const reason = command.reason.trim()
  const unitId = actingUnit(state, context.acting)
  if (reason === '')
    return reasonMissing(clause, 'Обоснуйте возврат: почему вопрос не ваш.', 'Justify the return: why the matter is not yours.')
  if (command.suggestedUnitId === unitId) {
    return refuse(
      'same-unit',
      clause,
      'Вы предлагаете то же подразделение, которое возвращает сообщение. Предложите другое или никакое.',
      'You suggest the very unit that returns the message. Suggest another one or none.',
    )
  }
  if (command.suggestedUnitId !== null && !context.unitIds.includes(command.suggestedUnitId)) {
    return refuse(
      'unknown-unit',
      clause,
      'Предложенного подразделения среди исполнителей нет. Предложите другое или никакое.',
      'The suggested unit is not among those that execute. Suggest another one or none.',
    )
  }
  return [{ type: 'Returned', unitId, reason, suggestedUnitId: command.suggestedUnitId, ...lateMark('return', state, context) }]
}
