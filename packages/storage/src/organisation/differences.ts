import type { JournalChange, JournalValue } from './journal-type.ts'

/** Fields whose value differs, in the order of `after`. */
export function differences(
  before: Readonly<Record<string, JournalValue>> | null,
  after: Readonly<Record<string, JournalValue>>,
): JournalChange[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before?.[field] ?? null
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ field, before: old, after: value }]
  })
}
