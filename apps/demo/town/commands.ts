import type { PersonCommand } from '@otklik/casework'
import type { Procedure } from '@otklik/regulations'
import type { DemoMessage } from './message.ts'
import type { UnitKey } from './town.ts'

/**
 * What the demo's curator commands about a message under the act in force: select and route, decline, or redirect.
 * Under an act without such a ground the message is declined as needing no reaction; under one without importance it gets the normal one;
 * one that redirects nothing (D) leaves it to the duty service to tell the author where to turn.
 */
export function commandsFor(message: DemoMessage, act: Procedure, unitId: (key: UnitKey) => string): readonly PersonCommand[] {
  const { treatment, topic } = message
  switch (treatment.do) {
    case 'decline': {
      const known = act.declineGrounds.some(({ id }) => id === treatment.ground)
      return [{ type: 'decline', groundId: known ? treatment.ground : 'no-reaction', note: '' }]
    }
    case 'redirect': {
      if (act.redirect === null && treatment.destination === 'other-organisation') {
        return [
          { type: 'select', importance: 'normal', topicId: topic, location: null },
          { type: 'route', unitId: unitId('safety'), note: `Подсказать автору: ${treatment.to}` },
        ]
      }
      const reason = treatment.destination === 'formal-appeal' ? 'Просит рассмотреть письменно, по 59-ФЗ' : 'Не наша компетенция'
      return [{ type: 'redirect', destination: treatment.destination, to: treatment.to, reason }]
    }
    case 'route': {
      const importance = act.importance === null ? 'normal' : message.importance
      return [
        { type: 'select', importance, topicId: topic, location: null },
        { type: 'route', unitId: unitId(treatment.unit), note: '' },
      ]
    }
  }
}
