import type { Owed } from './owed.ts'

const none: readonly string[] = []

/**
 * The readings that a date rests on, by their ids. A backward norm rests on those of the norm whose end it counts from, too. A term that the
 * curator set forward rests on what its start rests on, not on how the act's own hours are read; a moment set by hand on nothing.
 */
export function readingsOf(owed: Owed, answerReading: string | undefined): readonly string[] {
  const { setting, hangs, rule, from } = owed
  if (setting !== undefined && 'due' in setting) return none
  const forward = setting?.kind === 'override' && setting.term.direction === 'forward'
  const own = forward ? rule.clockless : rule.readings
  const start = from?.readings ?? none
  const end = hangs === undefined ? none : forward ? startOf(hangs) : (hangs.readings ?? readingsOf(hangs, answerReading))
  const round = owed.event === 'authorAnswered' && answerReading !== undefined ? [answerReading] : none
  if (start.length + end.length + round.length === 0) return own
  return [...new Set([...own, ...start, ...end, ...round])]
}

/** A norm that hangs on another starts where that one does. */
function startOf({ rule, from, hangs }: Owed): readonly string[] {
  return [...rule.clockless, ...(from?.readings ?? none), ...(hangs === undefined ? none : startOf(hangs))]
}
