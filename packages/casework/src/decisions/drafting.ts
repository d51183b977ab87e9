import type { PersonCommand } from '../commands.ts'
import type { FileRef } from '@otklik/record'
import type { IncidentEvent } from '../events.ts'
import { actingUnit } from '../holders.ts'
import { beyondLimits } from '../limits.ts'
import { refuse } from '../refusal.ts'
import type { Context, Incident, Refusal, Revision } from '../state.ts'
import { justifiedIn } from './justified.ts'
import { reasonMissing } from './reason.ts'

type Of<T extends PersonCommand['type']> = Extract<PersonCommand, { type: T }>

/** Hands in the next numbered revision (L-10, E-6, S-7, G-11; L-12, E-8, S-9, G-13 after a return). */
export function submitDraft(command: Of<'submitDraft'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const { procedure, limits } = context
  const { clause } = procedure.compose
  if (!procedure.replyKinds.some(({ kind }) => kind === command.kind)) {
    return refuse(
      'kind-not-in-act',
      clause,
      'В действующем акте нет ответа такого вида. Выберите другой вид.',
      'The act in force has no reply of this kind. Choose another kind.',
    )
  }
  if (command.text.trim() === '') {
    return refuse('requirement-unmet', clause, 'Проект пуст: напишите ответ автору.', 'The draft is empty: write a reply to the author.')
  }
  const beyond = beyondLimits(command, limits, clause)
  if (beyond !== null) return beyond
  return [
    {
      type: 'DraftSubmitted',
      revision: state.revisions.length + 1,
      unitId: actingUnit(state, context.acting),
      kind: command.kind,
      text: command.text,
      attachments: command.attachments,
      ...((command.confirmed ?? []).length > 0 ? { confirmed: command.confirmed ?? [] } : {}),
      ...(state.status === 'awaitingAuthor' ? { unanswered: true as const } : {}),
      ...justifiedIn({ text: command.text, justifications: [] }, command, context),
    },
  ]
}

/** The unit takes its draft back: nobody has opened it, so nobody misses it. It stays in the record. */
export function withdrawDraft(command: Of<'withdrawDraft'>, state: Incident, { procedure }: Context): readonly IncidentEvent[] | Refusal {
  const found = newestRevision(command.revision, state, procedure.compose.clause)
  return 'refused' in found ? found : [{ type: 'DraftWithdrawn', revision: found.number }]
}

/** A comma mended by whoever reads the draft: a revision of their own, marked as such, which the approval then points at. */
export function amendDraft(command: Of<'amendDraft'>, state: Incident, context: Context): readonly IncidentEvent[] | Refusal {
  const clause = context.procedure.sendBack?.clause ?? null
  const found = newestRevision(command.revision, state, clause)
  if ('refused' in found) return found
  if (command.text.trim() === '') {
    return refuse('requirement-unmet', clause, 'Текст пуст: оставьте ответ автору.', 'The text is empty: leave a reply to the author.')
  }
  if (command.text === found.text) {
    return refuse(
      'reason-missing',
      clause,
      'Вы ничего не изменили: исправьте текст или согласуйте редакцию, как она есть.',
      'You have changed nothing: mend the text, or approve the revision as it is.',
    )
  }
  const { kind, attachments, unitId, confirmed } = found
  const mended = { kind, text: command.text, attachments }
  const beyond = beyondLimits(mended, context.limits, clause)
  if (beyond !== null) return beyond
  return [
    {
      type: 'DraftSubmitted',
      revision: state.revisions.length + 1,
      unitId,
      ...mended,
      ...(confirmed.length > 0 ? { confirmed } : {}),
      // What the unit justified of words that still stand there stays justified.
      ...(found.justifications.length > 0 ? { justifications: found.justifications } : {}),
      amends: found.number,
    },
  ]
}

/** Is this the very draft that waits for review already? A second press, not a second draft. */
export function repeatsPending(command: Of<'submitDraft'>, state: Incident): Revision | null {
  const newest = standingRevision(state)
  if (state.status !== 'submitted' || newest === undefined) return null
  return newest.text === command.text && newest.kind === command.kind && sameFiles(newest.attachments, command.attachments) ? newest : null
}

/** A file's id is the digest of its bytes. */
function sameFiles(ones: readonly FileRef[], others: readonly FileRef[]): boolean {
  return ones.length === others.length && ones.every(({ id }, index) => id === others[index]?.id)
}

/** Sends the newest revision back with remarks (L-11, E-8, S-8, G-12). */
export function sendBack(command: Of<'sendBack'>, state: Incident, { procedure }: Context): readonly IncidentEvent[] | Refusal {
  const clause = procedure.sendBack?.clause ?? null
  const found = newestRevision(command.revision, state, clause)
  if ('refused' in found) return found
  const remarks = command.remarks.filter((remark) => remark.text.trim() !== '')
  if (remarks.length === 0) {
    return reasonMissing(clause, 'Напишите замечание: исполнитель дорабатывает по нему.', 'Write a remark: the executor reworks by it.')
  }
  const length = found.text.length
  const outside = remarks.some(({ from, to }) => (from ?? 0) < 0 || (to ?? length) > length || (from ?? 0) > (to ?? length))
  if (outside) {
    return reasonMissing(
      clause,
      'Замечание указывает за пределы текста этой редакции. Выделите место заново.',
      'A remark points outside the text of this revision. Select the place again.',
    )
  }
  return [{ type: 'SentBack', revision: found.number, remarks }]
}

/** The newest revision that has not been taken back. */
export const standingRevision = ({ revisions }: Incident): Revision | undefined =>
  revisions.findLast(({ outcome }) => outcome !== 'withdrawn')

/** The revision that a command means; refused unless it is the newest, so that nobody decides on a text they have not seen. */
export function newestRevision(number: number, state: Incident, clause: string | null): Revision | Refusal {
  const newest = standingRevision(state)
  const found = state.revisions.find((revision) => revision.number === number)
  if (found === undefined || newest === undefined) {
    return refuse(
      'unknown-revision',
      clause,
      `Редакции ${number} нет. Обновите карточку.`,
      `There is no revision ${number}. Refresh the card.`,
    )
  }
  if (found === newest) return found
  if (found.outcome === 'withdrawn') {
    return refuse(
      'superseded-revision',
      clause,
      `Редакцию ${number} исполнитель забрал. Дождитесь новой.`,
      `The executor has taken revision ${number} back. Wait for a new one.`,
    )
  }
  return refuse(
    'superseded-revision',
    clause,
    `Редакция ${number} заменена редакцией ${newest.number}. Прочтите новую и решите заново.`,
    `Revision ${number} was replaced by revision ${newest.number}. Read the new one and decide again.`,
  )
}
