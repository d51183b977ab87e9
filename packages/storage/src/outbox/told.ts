import type { ActEnd } from '@otklik/record'
import type { Change } from '../record/change.ts'
import { commandOn } from '../record/command.ts'
import type { Runs } from '../record/runs.ts'
import type { Shell } from '../record/shell.ts'

/**
 * Tells an aggregate how its act ended, in the caller's transaction: by the command that it names for this end.
 * @returns what moved in the record, for the bell after the commit
 */
export async function told(
  shell: Shell,
  on: Runs,
  stream: { readonly tenantId: string; readonly kind: string; readonly streamId: string },
  key: string,
  end: ActEnd,
): Promise<Change> {
  const { asks } = shell.aggregates.of(stream.kind).aggregate
  if (asks === undefined) throw new Error(`a stream of kind ${stream.kind} asks no network for anything`)
  const { outcome, position } = await commandOn(shell, on, {
    ...stream,
    command: asks.outcome(key, end),
    acting: { kind: 'system' },
    expectedVersion: null,
    idempotencyKey: null,
  })
  if (!outcome.ok) throw new Error(`the end of act ${key} was not taken: ${outcome.kind}`)
  return { ...stream, position }
}
