import type { Connector, Intent, ReconcileOutcome, SendOutcome } from '@otklik/connectors'
import type { TakenIntent } from '@otklik/storage'
import type { House } from '../house.ts'

/** So often the network may leave us in doubt before a person is asked to look. */
const doubtfulAttempts = 20
/** So often it may put us off before the reply goes back to a person: with the pauses below, more than a day. */
const deferredAttempts = 200
const longestPauseMs = 5 * 60_000

/** 1 s, 2 s, 4 s … up to five minutes, spread so that several nodes do not knock together. */
function pauseAfter(attempts: number): number {
  const full = Math.min(longestPauseMs, 1000 * 2 ** Math.min(attempts, 10))
  return Math.round(full / 2 + Math.random() * (full / 2))
}

/** The network's idempotency key is made from the intent's id: whoever sends it, and however often, it is the same. */
export const intentKey = (publicationId: string): string => publicationId

/**
 * Publishes approved replies, each once. An intent that was being sent when its sender vanished is looked for in the network first;
 * only what is certainly not there is sent, and with the same key.
 */
export function makeOutbox({ storage, networks, now, log, leaseMs }: House, senderId: string, stop: AbortSignal) {
  const { outbox } = storage

  async function intentOf(taken: TakenIntent): Promise<Intent | null> {
    const photos = []
    for (const { id, name, type } of taken.files) {
      const file = await storage.files.get(taken.tenantId, id)
      if (file === null) return null
      photos.push({ name, type, bytes: file.bytes })
    }
    const { publicationId, place, text, requestedAt: since, knownReplies: known } = taken
    return { key: intentKey(publicationId), target: place.target, text, photos, since, known }
  }

  async function doubt({ publicationId, attempts }: TakenIntent, detail: string): Promise<void> {
    if (attempts >= doubtfulAttempts) {
      await outbox.finish(publicationId, senderId, { type: 'uncertain', detail })
      log('publication.uncertain', { publicationId, attempts })
    } else await outbox.ambiguous(publicationId, senderId, now() + pauseAfter(attempts), detail)
  }

  async function conclude(taken: TakenIntent, sent: SendOutcome): Promise<void> {
    const { publicationId, attempts } = taken
    switch (sent.outcome) {
      case 'confirmed':
        await outbox.finish(publicationId, senderId, { type: 'published', ref: sent.ref, url: sent.url, evidence: 'network' })
        log('publication.published', { publicationId, attempts })
        return
      case 'rejected':
        await outbox.finish(publicationId, senderId, { type: 'failed', reason: sent.reason, detail: sent.detail })
        log('publication.refused', { publicationId, reason: sent.reason })
        return
      case 'deferred':
        if (attempts >= deferredAttempts) {
          await outbox.finish(publicationId, senderId, { type: 'failed', reason: 'quota', detail: sent.detail })
        } else await outbox.defer(publicationId, senderId, now() + Math.ceil(sent.retryAfter), sent.detail)
        return
      case 'ambiguous':
        await doubt(taken, sent.detail)
    }
  }

  /** True when the intent's end is already known or must wait; false when it may be sent. */
  async function settled(taken: TakenIntent, looked: ReconcileOutcome): Promise<boolean> {
    if (looked.found) {
      await outbox.finish(taken.publicationId, senderId, { type: 'published', ref: looked.ref, url: looked.url, evidence: 'reconciled' })
      log('publication.published', { publicationId: taken.publicationId, attempts: taken.attempts, evidence: 'reconciled' })
      return true
    }
    if (looked.certain) return false
    await doubt(taken, looked.detail)
    return true
  }

  async function carry(taken: TakenIntent, connector: Connector, signal: AbortSignal): Promise<void> {
    const intent = await intentOf(taken)
    if (intent === null) {
      const detail = 'Файл ответа не найден в хранилище: приложите его заново. — A file of the reply is missing: attach it anew.'
      return conclude(taken, { outcome: 'rejected', reason: 'invalid', detail })
    }
    if (taken.state !== 'prepared' && (await settled(taken, await connector.reconcile(intent, signal)))) return
    // The last look before the step that cannot be taken back: is the account still ours?
    if (signal.aborted || !(await outbox.renew(senderId, taken.accountId, leaseMs))) return
    await conclude(taken, await connector.send(intent, signal))
  }

  return async (): Promise<boolean> => {
    const taken = await outbox.take(senderId, leaseMs)
    if (taken === null) return false
    const opened = await networks.open(taken.accountId)
    if (opened === null) {
      await outbox.defer(taken.publicationId, senderId, now() + 60_000, 'Подключение выключено. — The connection is switched off.')
      return true
    }
    const lost = new AbortController()
    const renewing = setInterval(() => {
      outbox.renew(senderId, taken.accountId, leaseMs).then(
        (held) => (held ? undefined : lost.abort()),
        () => lost.abort(),
      )
    }, leaseMs / 3)
    try {
      await carry(taken, opened.connector, AbortSignal.any([lost.signal, stop]))
    } finally {
      clearInterval(renewing)
    }
    return true
  }
}
