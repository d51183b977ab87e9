import { commandOn } from '../record/command.ts'
import type { Runs } from '../record/runs.ts'
import type { SendingEnd } from '../record/sends.ts'
import type { Shell } from '../record/shell.ts'

/**
 * Tells the stream that asked how sending ended: by the command of its own aggregate, in the caller's transaction.
 * @returns what came of it, and the position of the event that was written (0: none was)
 */
export async function tellEnd(
  shell: Shell,
  on: Runs,
  of: { readonly tenantId: string; readonly kind: string; readonly streamId: string; readonly publicationId: string },
  end: SendingEnd,
): ReturnType<typeof commandOn> {
  const { tenantId, kind, streamId, publicationId } = of
  const { sends } = shell.aggregates.of(kind).aggregate
  if (sends === undefined) throw new RangeError(`streams of kind ${kind} have nothing sent`)
  return commandOn(shell, on, {
    tenantId,
    kind,
    streamId,
    command: sends.outcome(publicationId, end),
    acting: { kind: 'system' },
    expectedVersion: null,
    idempotencyKey: null,
  })
}
