import type { PoolClient } from 'pg'
import type { Change } from '../record/change.ts'
import type { Shell } from '../record/shell.ts'
import { note } from '../upkeep/alterations.ts'
import type { IntentSaid, Stopped } from './cause.ts'
import { told } from './told.ts'

const words: Readonly<Record<Stopped['why'], string>> = {
  'no-cause':
    'В журнале нет такого действия: строку отправки добавили мимо программы. — The record asks for no such act: this row was made past the program.',
  record:
    'Журнал изменён мимо программы: пока его не проверят, ничего не отправляется. — The record was altered past the program: nothing is sent until somebody has checked it.',
  ended: 'В журнале это действие уже закончено. — In the record this act has ended already.',
  unlike:
    'Строку отправки изменили мимо программы: она не совпала с тем, что согласовано. Ничего не отправлено; сообщите администратору и разместите снова. — The row to be sent was altered past the program: it is not what was approved. Nothing was sent; tell the administrator and publish again.',
}

const STOP = `update intents set state = $3, detail = $4, ref = coalesce($5, ref), sender = null where tenant_id = $1 and publication_id = $2`

/**
 * Takes an intent out of the way that the record does not stand behind, and rings. Where the record itself is sound, the act ends there too, so
 * that a person has it back: as failed, or, where an earlier attempt may have got through, as uncertain.
 * @returns what moved in the record; position 0: nothing did
 */
export async function stop(
  shell: Shell,
  client: PoolClient,
  said: IntentSaid & { readonly was: string },
  stopped: Stopped,
): Promise<Change> {
  const { tenant_id: tenantId, stream_id: streamId, publication_id: key } = said
  const { kind } = stopped
  const nothing = { position: 0, tenantId, kind, streamId }
  const columns = 'columns' in stopped ? stopped.columns : []
  await note(shell, client, { tenantId, streamId, key, columns }, stopped.why)
  const detail = words[stopped.why]
  if (stopped.why === 'ended') {
    const { ended } = stopped
    await client.query(STOP, [tenantId, key, ended.state, ended.detail, ended.ref])
    return nothing
  }
  await client.query(STOP, [tenantId, key, 'stopped', detail, null])
  if (stopped.why !== 'unlike') return nothing
  const end = said.was === 'prepared' ? ({ type: 'failed', reason: 'altered', detail } as const) : ({ type: 'uncertain', detail } as const)
  return told(shell, client, { tenantId, kind, streamId }, key, end)
}
