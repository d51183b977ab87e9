import type { Clock, Connector, Intent, Photo } from '@otklik/connectors'
import type { NetworkTarget } from '@otklik/record'

/** A reply with what surrounds it, as tests write it. */
export type Reply = Omit<Intent, 'act'> & { readonly target: NetworkTarget; readonly text: string; readonly photos: readonly Photo[] }

export const replying = ({ target, text, photos, ...rest }: Reply): Intent => ({
  ...rest,
  act: { kind: 'reply', target, text, files: photos },
})

export type End = { readonly end: 'published' | 'failed' | 'person'; readonly detail: string; readonly ref: string | null }

/**
 * The outbox's rules in their shortest form: after an ambiguous attempt, or one cut off by a crash, look before sending again, at each
 * attempt from then on: what was cut off may land after a look. What is not certain is asked again a while later; after `patience` rounds a person decides.
 *
 * @param crash ends the process in the middle of an attempt: an aborted signal, after which only "it was being sent" is known.
 */
export async function publish(
  connector: Connector,
  intent: Intent,
  clock: Clock,
  crash: (attempt: number) => AbortSignal | undefined = () => undefined,
  patience = 80,
): Promise<End> {
  let doubtful = false
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (doubtful) {
      const looked = await connector.reconcile(intent)
      if (looked.found) return { end: 'published', detail: 'read back', ref: looked.ref }
      if (!looked.certain) {
        await clock.sleep(10_000)
        continue
      }
    }
    const signal = crash(attempt)
    const sent = await connector.perform(intent, signal)
    // A crashed process has no outcome, whatever it was about to learn.
    const outcome = signal?.aborted ? 'ambiguous' : sent.outcome
    if (sent.outcome === 'confirmed' && outcome === 'confirmed') return { end: 'published', detail: 'confirmed', ref: sent.ref }
    if (sent.outcome === 'rejected' && outcome === 'rejected') return { end: 'failed', detail: sent.detail, ref: null }
    doubtful ||= outcome === 'ambiguous'
    await clock.sleep(sent.outcome === 'deferred' ? sent.retryAfter : 10_000)
  }
  return { end: 'person', detail: 'patience', ref: null }
}
