import { type ActOutcome, type Connector, does, type Intent, type ReconcileOutcome } from '@otklik/connectors'
import { StorageFault, type TakenIntent } from '@otklik/storage'
import type { House } from '../house.ts'
import { makeEnds } from './ends.ts'

const minute = 60_000

/** The network's idempotency key is made from the intent's id: whoever sends it, and however often, it is the same. */
export const intentKey = (publicationId: string): string => publicationId

/** How far an attempt has come: once the connector was told to send, nobody knows any more that nothing has left. */
type Progress = { sending: boolean }

/**
 * Publishes approved replies, each once. An intent that was being sent when its sender vanished is looked for in the network first;
 * only what is certainly not there is sent, and with the same key.
 */
export function makeSender(
  { storage, networks, now, log, leaseMs }: Pick<House, 'storage' | 'networks' | 'now' | 'log' | 'leaseMs'>,
  senderId: string,
  stop: AbortSignal,
) {
  const { outbox } = storage
  const ends = makeEnds({ storage, now, log }, senderId)

  /** null where a photo is gone or no longer the one that was approved. */
  async function intentOf(taken: TakenIntent): Promise<Intent | null> {
    const photos = []
    for (const { id, name, type } of taken.files) {
      const file = await storage.files.get(taken.tenantId, id).catch((error: unknown) => {
        if (error instanceof StorageFault && error.code === 'file-damaged') return null
        throw error
      })
      if (file === null) return null
      photos.push({ name, type, bytes: file.bytes })
    }
    const { publicationId, place, text, requestedAt: since, knownReplies: known } = taken
    return { key: intentKey(publicationId), act: { kind: 'reply', target: place.target, text, files: photos }, since, known }
  }

  async function conclude(taken: TakenIntent, sent: ActOutcome, seen: boolean): Promise<void> {
    switch (sent.outcome) {
      case 'confirmed':
        return ends.published(taken, sent, 'network')
      case 'rejected':
        // An earlier attempt may have got through, and nobody has looked: what is refused now does not say that nothing stands.
        return taken.state === 'prepared' || seen ? ends.failed(taken, sent.reason, sent.detail) : ends.unseen(taken, sent.detail)
      case 'deferred':
        return ends.putOff(taken, { ...sent, by: 'network', reason: sent.reason === 'outage' ? 'outage' : 'quota' })
      case 'ambiguous':
        return ends.doubt(taken, sent.detail)
    }
  }

  /** True when the intent's end is already known or must wait; false when it may be sent. */
  async function settled(taken: TakenIntent, looked: ReconcileOutcome): Promise<boolean> {
    if (looked.found) await ends.published(taken, looked, 'reconciled')
    else if (!looked.certain && looked.retryAfter !== undefined) {
      await ends.putOff(taken, { by: 'network', reason: 'quota', retryAfter: looked.retryAfter, detail: looked.detail })
    } else if (!looked.certain) await ends.doubt(taken, looked.detail)
    return looked.found || !looked.certain
  }

  async function carry(taken: TakenIntent, connector: Connector, signal: AbortSignal, progress: Progress): Promise<void> {
    const intent = await intentOf(taken)
    if (intent === null) {
      const detail =
        'Файла ответа нет в хранилище, или он повреждён: приложите его заново. — A file of the reply is missing or damaged: attach it anew.'
      await storage.alterations.found(taken, 'file')
      // What may stand in the network already is looked for by its text; without its photos it cannot be told apart.
      return taken.state === 'prepared' ? ends.failed(taken, 'invalid', detail) : ends.doubt(taken, detail)
    }
    if (taken.state !== 'prepared' && (await settled(taken, await connector.reconcile(intent, signal)))) return
    // The last look before the step that cannot be taken back: is the account still ours?
    if (signal.aborted || !(await outbox.renew(senderId, taken.accountId, leaseMs))) return
    progress.sending = true
    await conclude(taken, await connector.perform(intent, signal), does(connector.capabilities(), 'readback'))
  }

  async function attempt(taken: TakenIntent, signal: AbortSignal, progress: Progress): Promise<void> {
    const opened = await networks.open(taken.accountId)
    if (opened !== null) return carry(taken, opened.connector, signal, progress)
    const detail = 'Подключение выключено. — The connection is switched off.'
    await ends.putOff(taken, { by: 'connection', reason: 'disconnected', retryAfter: minute, detail })
  }

  return async (): Promise<boolean> => {
    const taken = await outbox.take(senderId, leaseMs)
    if (taken === null) return false
    const lost = new AbortController()
    const renewing = setInterval(() => {
      outbox.renew(senderId, taken.accountId, leaseMs).then(
        (held) => (held ? undefined : lost.abort()),
        () => lost.abort(),
      )
    }, leaseMs / 3)
    const progress = { sending: false }
    try {
      await attempt(taken, AbortSignal.any([lost.signal, stop]), progress)
    } catch (error) {
      // Whoever takes it over after us looks first: that is what `sending` in the store means.
      if (stop.aborted || lost.signal.aborted) throw error
      await ends.fault(taken, error, progress.sending || taken.state !== 'prepared')
    } finally {
      clearInterval(renewing)
    }
    return true
  }
}
