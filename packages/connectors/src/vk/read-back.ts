import type { Attachment } from '@otklik/casework'
import type { Intent, Photo, ReconcileOutcome } from '../port/act.ts'
import type { CallResult } from './client.ts'
import { canonicalText } from './markup.ts'
import { outcomeOf } from './outcome.ts'

const minute = 60_000

/** VK's clock and ours may differ by so much, milliseconds. */
export const skew = 5 * minute

/** So much older than the intent words of ours may be and still be doubted, where the order's clock is not to be relied on. */
export const doubt = 24 * 60 * minute

export const unsure = (ru: string, en: string): ReconcileOutcome => ({ found: false, certain: false, detail: `${ru} — ${en}` })

/** Words of ours as VK shows them. */
export type Shown = { readonly text: string; readonly attachments: readonly Attachment[] }

export const photosIn = ({ attachments }: Shown): number => attachments.filter((each) => each.kind === 'photo').length

/** Whether these are the words we sent: equal in the folded form, because VK rewrites texts, with as many photos. */
export function makeAlike({ text, files }: { readonly text: string; readonly files: readonly Photo[] }): {
  readonly words: (shown: Shown) => boolean
  readonly whole: (shown: Shown) => boolean
} {
  const wanted = canonicalText(text)
  const words = (shown: Shown): boolean => canonicalText(shown.text) === wanted
  return { words, whole: (shown) => photosIn(shown) === files.length && words(shown) }
}

/** A failed reading is never evidence. Only what VK itself asks to come back for is put off: of a network that does not answer a person hears sooner. */
export function failedReading(failed: Exclude<CallResult, { kind: 'answered' }>, now: number): ReconcileOutcome {
  const outcome = outcomeOf(failed, false, now)
  const later = outcome.outcome === 'deferred' && outcome.reason !== 'outage' ? { retryAfter: outcome.retryAfter } : {}
  return { found: false, certain: false, detail: failed.detail, ...later }
}

/**
 * Where no key can read: within `guidWindowMs` of the order, which is never later than the first request, VK answers a repetition with what
 * it did first, so trying again is safe. Later, when it is not known since when, or when the order lies ahead of our clock, a person decides.
 */
export function byGuid(
  { since }: Pick<Intent, 'since'>,
  { now, guidWindowMs }: { readonly now: () => number; readonly guidWindowMs: number },
): ReconcileOutcome {
  const age = since === undefined ? -1 : now() - since
  // An order from the future means that one of the clocks is wrong, and its age is not known at all.
  if (age >= 0 && age <= guidWindowMs) return { found: false, certain: true }
  return unsure(
    'Проверить нечем: в подключении нет сервисного ключа, а повтор уже небезопасен. Откройте страницу в сети и посмотрите сами.',
    'Nothing to check with: the connection has no service key and a repetition is no longer safe. Open the page and look.',
  )
}
