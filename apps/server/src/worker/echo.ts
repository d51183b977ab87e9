import type { Connector, Found } from '@otklik/connectors'
import type { RawRow } from '@otklik/storage'
import type { House } from '../house.ts'

/**
 * What our own page wrote, as the network tells it back, beside what was sealed. A reply of ours that stands there with another text is
 * recorded as changed past us, and rings. A comment that no reply of ours stands behind is no alarm: people answer by hand as the community
 * (docs/decisions/0011).
 * @returns false: an act of this connection is just being carried out, and this may be its echo; ask again when its end is known
 */
export function makeEcho({ storage }: Pick<House, 'storage'>) {
  return async (row: Pick<RawRow, 'id' | 'tenantId' | 'accountId'>, connector: Connector, { message }: Found): Promise<boolean> => {
    const { tenantId, accountId } = row
    const { key } = message.place
    const incidentId = await storage.views.incidentByKey(tenantId, accountId, key)
    if (incidentId === null) return !(await storage.outbox.sending(accountId))
    const sealed = await storage.views.replyAt(tenantId, incidentId, key)
    if (sealed === null || connector.sameWords(sealed.text, message.text)) return true
    await storage.command({
      tenantId,
      incidentId,
      command: { type: 'recordMessageEdited', key, text: message.text, attachments: message.attachments },
      acting: { kind: 'system' },
      expectedVersion: null,
      idempotencyKey: row.id,
    })
    await storage.alterations.found({ tenantId, streamId: incidentId, key: sealed.publicationId }, 'reply')
    return true
  }
}
