import type { Text } from '../act/types.ts'

/** What the check of an act found: `error` the act cannot be kept, `warning` it leaves a gap, `note` a person should know. */
export type Finding = {
  readonly id: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly clauses: readonly string[]
  /** What was calculated; spans in working minutes unless the name says otherwise. */
  readonly numbers: Readonly<Record<string, number | string>>
  readonly text: Text
}
