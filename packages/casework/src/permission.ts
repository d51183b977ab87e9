import type { Procedure, Step } from '@otklik/regulations'
import type { PersonCommandType } from './commands.ts'
import type { Status } from './state.ts'

/** In which statuses a command makes sense, and who gives it. `step` null: the act in force does not know the step at all. */
export type Permission = {
  readonly statuses: readonly Status[]
  readonly step: Pick<Step, 'by' | 'clause'> | { readonly by: Step['by']; readonly clause: null } | null
}

/** Everything that is not finished: here terms still run. */
const open: readonly Status[] = ['received', 'selected', 'routed', 'submitted', 'reworking', 'approved', 'awaitingAuthor']
const byCurator = { by: 'curator', clause: null } as const

/**
 * The table of the whole process: command × act → statuses and actor. `undo` is not here: it belongs to whoever acted last.
 * Roles come from the act's own steps, so that a sixth act changes nothing here.
 */
export function permission(type: Exclude<PersonCommandType, 'undo'>, act: Procedure): Permission {
  switch (type) {
    case 'select':
      return { statuses: ['received'], step: act.select }
    case 'decline':
      return { statuses: ['received', 'selected'], step: act.select }
    case 'redirect':
      // A formal appeal (59-FZ: L-2, G-2) is handed over under every act, also under one without a redirect step.
      return { statuses: ['received', 'selected'], step: act.redirect ?? act.select }
    case 'route':
      // Also past a clarification: the author may have said elsewhere whose matter it is.
      return { statuses: ['selected', 'routed', 'reworking', 'awaitingAuthor', ...heldByDraft(act)], step: act.route }
    case 'return':
      return { statuses: ['routed', 'reworking', ...heldByDraft(act)], step: act.return }
    case 'submitDraft':
      return { statuses: draftable(act), step: act.compose }
    case 'withdrawDraft':
      return { statuses: ['submitted'], step: act.compose }
    case 'amendDraft':
      // Whoever may send a draft back for a comma may mend the comma: the act gives them the reading of it.
      return { statuses: ['submitted'], step: act.sendBack }
    case 'sendBack':
      return { statuses: ['submitted', 'approved'], step: act.sendBack }
    case 'approve':
      return { statuses: ['submitted'], step: act.approve }
    case 'publish':
      // Without an approval the publisher reads the draft itself (E-7, S-8, D-4); with one only an approved text goes out.
      return { statuses: act.approve === null ? ['submitted', 'approved'] : ['approved'], step: act.publish }
    case 'askForTime':
      return { statuses: ['routed', 'reworking'], step: { by: 'executor', clause: act.compose.clause } }
    case 'denyTime':
      return { statuses: open, step: byCurator }
    case 'extendTerm':
      return { statuses: open, step: act.extend }
    case 'setTerm':
      return { statuses: open, step: act.overrides.length === 0 ? null : byCurator }
    case 'close':
      return { statuses: closable(act), step: byCurator }
    case 'resolvePublication':
      return { statuses: ['uncertain'], step: act.publish }
  }
}

/**
 * Where a draft waits that the curator cannot send back (D), it must not hold the message: the unit may have nobody left who could publish
 * it. There the ways that otherwise begin with sending back stand open at once.
 */
function heldByDraft(act: Procedure): readonly Status[] {
  const back = act.sendBack?.by
  return back === 'curator' || back === 'organisation' ? [] : ['submitted', 'approved']
}

function closable(act: Procedure): readonly Status[] {
  // `approved` under every act: a network that refuses for good must not keep a matter open without end.
  const usual: readonly Status[] = ['selected', 'routed', 'reworking', 'approved', 'awaitingAuthor', 'answered']
  return [...new Set([...usual, ...heldByDraft(act)])]
}

function draftable(act: Procedure): readonly Status[] {
  // `approved` also stands for "publication failed": then a new draft is how to mend it. In `awaitingAuthor` the author may have answered
  // elsewhere, by telephone or in another thread: whoever knows the answer writes the reply.
  const usual: readonly Status[] = ['routed', 'reworking', 'approved', 'awaitingAuthor']
  // Where nobody reads a draft but its publisher (D-4), a correction is simply the next revision.
  return act.approve === null && act.sendBack === null ? [...usual, 'submitted'] : usual
}
