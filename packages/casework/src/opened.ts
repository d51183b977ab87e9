import type { Context, Incident, Refusal } from './state.ts'
import { refuse } from './refusal.ts'

/** A draft that somebody reads is theirs to decide on: it is not pulled away under their eyes. */
export function openedAlready({ revisions }: Incident, { openedBy, procedure }: Context): Refusal | null {
  const { clause } = procedure.compose
  const newest = revisions.findLast(({ outcome }) => outcome !== 'withdrawn')
  if (newest !== undefined && newest.amends !== null) {
    return refuse(
      'already-opened',
      clause,
      `Проект уже правит ${newest.by.name}: забрать его нельзя. Попросите вернуть его на доработку.`,
      `The draft is being mended by ${newest.by.name}: it cannot be taken back. Ask for it to be sent back.`,
    )
  }
  if (openedBy == null) return null
  return refuse(
    'already-opened',
    clause,
    `Проект уже открыт, его читает ${openedBy.name}: забрать его нельзя. Попросите вернуть его на доработку.`,
    `The draft has been opened by ${openedBy.name}: it cannot be taken back. Ask for it to be sent back.`,
  )
}
