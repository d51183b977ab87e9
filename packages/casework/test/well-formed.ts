import { type Incident, isHeldBy, type PersonCommand, type PersonCommandType } from '../src/index.ts'
import { housing, roads, schools } from './people.ts'

/** An order with which nothing is wrong but, perhaps, its moment and its giver. */
export function wellFormed(type: PersonCommandType, state: Incident): PersonCommand {
  const revision = state.revisions.length
  const confirmed = ['grammar', 'complete', 'proof']
  const reason = 'так надо'
  switch (type) {
    case 'select':
      return { type, importance: 'normal', topicId: null, location: null }
    case 'decline':
      return { type, groundId: 'spam', note: '' }
    case 'redirect':
      return { type, destination: 'formal-appeal', to: 'Отдел обращений', reason }
    case 'route':
      return { type, unitId: isHeldBy(state, roads) ? housing : roads, note: '' }
    case 'return':
      return { type, reason, suggestedUnitId: schools }
    case 'submitDraft':
      return { type, kind: 'final', text: `Здравствуйте! Ответ ${state.version}.`, attachments: [] }
    case 'withdrawDraft':
      return { type, revision }
    case 'amendDraft':
      return { type, revision, text: `Здравствуйте! Ответ ${state.version}, без ошибки.` }
    case 'sendBack':
      return { type, revision, remarks: [{ text: reason }] }
    case 'approve':
    case 'publish':
      return { type, revision, confirmed }
    case 'askForTime':
    case 'extendTerm':
      return { type, term: '+1wd', reason }
    case 'denyTime':
      return { type, reason }
    case 'setTerm':
      return { type, norm: 'publish', term: '+1wh', reason }
    case 'close':
      return { type, reason: 'author-satisfied', note: '' }
    case 'resolvePublication':
      return { type, publicationId: state.publications.at(-1)?.id ?? 'none', ref: 'r', url: null }
    case 'undo':
      return { type, version: state.version }
  }
}
