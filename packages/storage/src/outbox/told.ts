import type { ActEnd } from '@otklik/record'
import type { Runs } from '../record/append.ts'
import type { Change } from '../record/change.ts'
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
  const asks = shell.asks.get(stream.kind)
  if (asks === undefined) throw new Error(`a stream of kind ${stream.kind} asks no network for anything`)
  return { ...stream, position: await asks.tell(shell, on, stream, key, end) }
}
