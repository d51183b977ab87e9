import type { PoolClient } from 'pg'
import { note } from '../upkeep/alterations.ts'
import type { Shell } from '../record/shell.ts'
import type { IntentSaid, Stopped } from './cause.ts'
import { tellEnd } from './end.ts'

const words: Readonly<Record<Stopped['why'], string>> = {
  'no-cause':
    'В журнале нет такого размещения: строку отправки добавили мимо программы. — The record asks for no such publication: this row was made past the program.',
  record:
    'Журнал этого обращения изменён мимо программы: пока его не проверят, ничего не отправляется. — The record of this incident was altered past the program: nothing is sent until somebody has checked it.',
  ended: 'В журнале это размещение уже закончено. — In the record this publication has ended already.',
  unlike:
    'Строку отправки изменили мимо программы: она не совпала с тем, что согласовано. Ответ не отправлен; сообщите администратору и разместите снова. — The row to be sent was altered past the program: it is not what was approved. Nothing was sent; tell the administrator and publish again.',
}

const STOP = `update intents set state = $3, detail = $4, sender = null where tenant_id = $1 and publication_id = $2`

/**
 * Takes an intent out of the way that the record does not stand behind, and rings. Where the record itself is sound, the publication ends
 * there too, so that the curator has the reply back: as failed, or, where an earlier attempt may have left, as uncertain.
 * @returns the position of the event that was written; 0: none was
 */
export async function stop(
  shell: Shell,
  client: PoolClient,
  said: IntentSaid & { readonly was: string },
  stopped: Stopped & { readonly kind: string },
): Promise<number> {
  const { tenant_id: tenantId, stream_id: streamId, publication_id: publicationId } = said
  const columns = 'columns' in stopped ? stopped.columns : []
  await note(shell, client, { tenantId, incidentId: streamId, publicationId, columns }, stopped.why)
  const detail = words[stopped.why]
  if (stopped.why === 'ended') {
    await client.query(STOP, [tenantId, publicationId, stopped.ended.state, stopped.ended.detail])
    return 0
  }
  await client.query(STOP, [tenantId, publicationId, 'stopped', detail])
  if (stopped.why !== 'unlike') return 0
  const of = { tenantId, kind: stopped.kind, streamId, publicationId }
  const end = said.was === 'prepared' ? ({ type: 'failed', reason: 'altered', detail } as const) : ({ type: 'uncertain', detail } as const)
  return (await tellEnd(shell, client, of, end)).position
}
