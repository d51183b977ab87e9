import type { Regulation } from './regulation.ts'
import { readingText } from './compile.ts'
import { overridesOf } from './overrides.ts'
import { decided } from './rules.ts'
import type { Late, ReleasePath, Procedure, Step, Text, Track } from './types.ts'

type Right = Regulation['steps']['return']

/** The part of an act that casework obeys, as the chosen readings leave it. Terms are not in it: see `plan`. */
export function procedureOf(act: Regulation): Procedure {
  const step = (from: { by: Step['by']; clause: string; reading?: string | undefined }): Step => ({
    by: from.by,
    clause: from.clause,
    ...(from.reading === undefined ? {} : { reading: readingText(act, from.reading) }),
  })
  const right = (from: Right): Procedure['return'] => ({
    ...step(from),
    ...(from.late === undefined ? {} : { late: lateOf(act, from.late) }),
  })
  const publish = decided(act, act.steps.publish)
  const extension = act.norms.find((norm) => norm.extension !== undefined)?.extension
  const stated = publish.value.reading ?? publish.reading
  return {
    tracks: Object.keys(act.tracks) as Track[],
    importance: act.importance,
    select: step(act.steps.select),
    route: step(act.steps.route),
    return: right(act.steps.return),
    redirect: act.steps.redirect && right(act.steps.redirect),
    compose: step(act.steps.compose),
    approve: act.steps.approve && step(act.steps.approve),
    sendBack: act.steps.sendBack && step(act.steps.sendBack),
    publish: { ...step({ ...publish.value, reading: stated }), trigger: publish.value.trigger },
    // The act says how far (D-4.3a), not who decides: whoever routes answers for the term.
    extend: extension === undefined ? null : { by: act.steps.route.by, clause: extension.clause },
    overrides: overridesOf(act),
    replyKinds: act.replyKinds,
    requirements: act.requirements,
    declineGrounds: act.declineGrounds,
    closeWithoutAnswerAfter: act.closeWithoutAnswer.after.replace(/^\+/, ''),
  }
}

/** What a draft waits for once it is handed in, by the steps that the act has. */
export function releasePath({ approve, compose, publish }: Procedure): ReleasePath {
  if (approve !== null) return 'approval'
  return publish.by === compose.by ? 'own' : 'publication'
}

function lateOf(act: Regulation, late: NonNullable<Right['late']>): Late {
  const { value: use, reading } = decided(act, late)
  return { use, ...(reading === undefined ? {} : { reading: readingText(act, reading) }) }
}

/** The form of a clause that a person reads: `L-8` is «п. 8» in one act's file; an unknown id is shown as it stands. */
export function clauseText(act: Regulation, clause: string): Text {
  return act.clauses[clause] ?? { ru: clause, en: clause }
}
