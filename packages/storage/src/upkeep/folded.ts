import type { Aggregate, Refolding } from '../record/aggregate.ts'
import type { Runs } from '../record/runs.ts'
import type { Stream } from '../record/stored.ts'
import type { Rows } from '../record/table.ts'

/** A stream folded again: every row that must stand, and the position of its newest event. */
export type Fresh = { readonly id: string; readonly rows: Rows; readonly position: number }

/** Folds streams of one organisation and one kind again. @throws when nothing can be counted for the organisation at all */
export async function foldedAgain(
  on: Runs,
  aggregate: Aggregate,
  tenantId: string,
  streams: readonly Stream[],
  how: Refolding,
): Promise<readonly Fresh[]> {
  if (streams.length === 0) return []
  const made = await aggregate.refold(on, tenantId, streams, how)
  return streams.flatMap(({ id, recorded }) => {
    const rows = made.get(id)
    return rows === undefined ? [] : [{ id, rows, position: recorded.at(-1)?.position ?? 0 }]
  })
}
