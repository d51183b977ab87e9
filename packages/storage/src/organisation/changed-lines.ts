import type { JournalChange } from './journal-type.ts'

/** Lines of each side that a change shows at most: the whole text stands in its own table, version by version. */
const most = 30

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What left a text and what came into it, line by line, for the journal. Nothing where only blanks and order differ. */
export function changedLines(field: string, before: string, after: string): JournalChange[] {
  const [old, fresh] = [lines(before), lines(after)]
  const gone = old.filter((line) => !fresh.includes(line))
  const come = fresh.filter((line) => !old.includes(line))
  if (gone.length === 0 && come.length === 0) return before === after ? [] : [{ field, before: null, after: null }]
  return [{ field, before: gone.slice(0, most), after: come.slice(0, most) }]
}
