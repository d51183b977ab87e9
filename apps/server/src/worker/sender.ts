import { type ActOutcome, type Connector, does, type Intent, type Photo, type ReconcileOutcome } from '@otklik/connectors'
import { filesOf, type NetworkAct } from '@otklik/record'
import { StorageFault, type TakenIntent } from '@otklik/storage'
import type { House } from '../house.ts'
import { makeEnds } from './ends.ts'

const minute = 60_000

/** So long a network surely remembers the key of an act: until then a repetition is the same act (docs/decisions/0012). */
const remembered = 10 * minute

/** How far an attempt has come: once the connector was told to act, nobody knows any more that nothing has left. */
type Progress = { acting: boolean }

/**
 * Carries out what the record asks networks for, each act once. This is why nothing is said twice: an intent is `sending` on the disk before the
 * network is called; one whose sender vanished is looked for in the network first; only what is certainly not there is tried again, and with the
 * same key (docs/decisions/0007, 0011, 0012).
 */
export function makeSender(
  { storage, networks, now, log, leaseMs }: Pick<House, 'storage' | 'networks' | 'now' | 'log' | 'leaseMs'>,
  senderId: string,
  stop: AbortSignal,
) {
  const { outbox } = storage
  const ends = makeEnds({ storage, now, log }, senderId)

  /** The act with the bytes of its files; null where one is gone or no longer what was approved. */
  async function loaded({ tenantId, act }: TakenIntent): Promise<NetworkAct<Photo> | null> {
    if (!('files' in act)) return act
    const files: Photo[] = []
    for (const { id, name, type } of filesOf(act)) {
      const file = await storage.files.get(tenantId, id).catch((error: unknown) => {
        if (error instanceof StorageFault && error.code === 'file-damaged') return null
        throw error
      })
      if (file === null) return null
      files.push({ name, type, bytes: file.bytes })
    }
    return { ...act, files }
  }

  async function conclude(taken: TakenIntent, attempted: ActOutcome, seen: boolean): Promise<void> {
    switch (attempted.outcome) {
      case 'confirmed':
        return ends.done(taken, attempted, 'network')
      case 'rejected':
        // An earlier attempt may have got through, and nobody has looked: what is refused now does not say that nothing is done.
        return taken.state === 'prepared' || seen
          ? ends.failed(taken, attempted.reason, attempted.detail)
          : ends.unseen(taken, attempted.detail)
      case 'deferred':
        return ends.putOff(taken, { ...attempted, by: 'network', reason: attempted.reason === 'outage' ? 'outage' : 'quota' })
      case 'ambiguous':
        return ends.doubt(taken, attempted.detail)
    }
  }

  /** True when the intent's end is already known or must wait; false when the act may be tried. */
  async function settled(taken: TakenIntent, looked: ReconcileOutcome): Promise<boolean> {
    if (looked.found) await ends.done(taken, looked, 'reconciled')
    else if (!looked.certain && looked.retryAfter !== undefined) {
      await ends.putOff(taken, { by: 'network', reason: 'quota', retryAfter: looked.retryAfter, detail: looked.detail })
    } else if (!looked.certain) await ends.doubt(taken, looked.detail)
    return looked.found || !looked.certain
  }

  /**
   * The same for one of which its row says that nothing has left, and whose order is older than any network's memory of its key: a row of before
   * may have been put back past the program, and only the network could tell. What is not found there goes its way.
   */
  async function doneBefore(taken: TakenIntent, connector: Connector, intent: Intent, signal: AbortSignal): Promise<boolean> {
    if (now() - taken.requestedAt < remembered || !does(connector.capabilities(), 'readback')) return false
    const looked = await connector.reconcile(intent, signal)
    return looked.found || (!looked.certain && looked.retryAfter !== undefined) ? settled(taken, looked) : false
  }

  async function carry(taken: TakenIntent, connector: Connector, signal: AbortSignal, progress: Progress): Promise<void> {
    if (!connector.acts().has(taken.act.kind)) {
      return ends.failed(taken, 'invalid', 'Эта соцсеть такого не умеет. — This network cannot do that.')
    }
    const act = await loaded(taken)
    if (act === null) {
      const detail = 'Файла нет в хранилище, или он повреждён: приложите его заново. — A file is missing or damaged: attach it anew.'
      await storage.alterations.found({ tenantId: taken.tenantId, streamId: taken.stream.id, key: taken.key }, 'file')
      // What may be done already is looked for by its text; without its photos it cannot be told apart.
      return taken.state === 'prepared' ? ends.failed(taken, 'invalid', detail) : ends.doubt(taken, detail)
    }
    const intent: Intent = { key: taken.key, act, since: taken.requestedAt, known: taken.known }
    if (taken.state === 'prepared') {
      if (await doneBefore(taken, connector, intent, signal)) return
    } else if (await settled(taken, await connector.reconcile(intent, signal))) return
    // The last look before the step that cannot be taken back: is the account still ours?
    if (signal.aborted || !(await outbox.renew(senderId, taken.accountId, leaseMs))) return
    progress.acting = true
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
    const progress = { acting: false }
    try {
      await attempt(taken, AbortSignal.any([lost.signal, stop]), progress)
    } catch (error) {
      // Whoever takes it over after us looks first: that is what `sending` in the store means.
      if (stop.aborted || lost.signal.aborted) throw error
      await ends.fault(taken, error, progress.acting || taken.state !== 'prepared')
    } finally {
      clearInterval(renewing)
    }
    return true
  }
}
