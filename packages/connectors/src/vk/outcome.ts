import type { ActFailure } from '@otklik/record'
import type { ErrorClass } from '../port/connector-error.ts'
import type { ActOutcome } from '../port/act.ts'
import type { CallResult } from './client.ts'

const minute = 60_000

/** How long to stay away, milliseconds. */
const waits = { throttle: 1_000, busy: 2_000, outage: 30_000, flood: 5 * minute } as const

/** VK counts its days by Moscow time (UTC+3 all year since 2014); a few minutes later the counters are surely new. */
export function untilNextMoscowDay(now: number): number {
  const day = 24 * 60 * minute
  const local = now + 3 * 60 * minute
  return day - (local % day) + 5 * minute
}

const failures: Readonly<Record<Exclude<ErrorClass, 'retry' | 'throttle' | 'flood' | 'quota'>, ActFailure>> = {
  human: 'human',
  token: 'auth',
  permission: 'permission',
  config: 'invalid',
  gone: 'gone',
  closed: 'closed',
  blocked: 'blocked',
  invalid: 'invalid',
}

/**
 * A failed call as the port's outcome. `write`: the call itself does what was asked, so whatever leaves its end open is ambiguous; the calls
 * before it (photos) change nothing that anybody sees, so they may simply be made anew later.
 */
export function outcomeOf(result: Exclude<CallResult, { kind: 'answered' }>, write: boolean, now: number): ActOutcome {
  const { detail } = result
  switch (result.kind) {
    case 'no-key':
      return { outcome: 'rejected', reason: 'permission', detail: `В подключении нет нужного ключа (${detail}). — A key is missing.` }
    case 'unsent':
      // The address may be mended in the settings: then the reply goes out by itself.
      return {
        outcome: 'deferred',
        retryAfter: waits.outage,
        reason: 'outage',
        detail: result.barred === undefined ? detail : `${result.barred.ru} — ${result.barred.en}`,
      }
    case 'busy':
      return { outcome: 'deferred', retryAfter: waits.busy, reason: 'throttle', detail }
    case 'unknown':
      return write ? { outcome: 'ambiguous', detail } : { outcome: 'deferred', retryAfter: waits.outage, reason: 'outage', detail }
    case 'refused':
      break
  }
  const { kind, doubtful } = result.error
  if (write && doubtful) return { outcome: 'ambiguous', detail }
  if (kind === 'retry') return { outcome: 'deferred', retryAfter: waits.outage, reason: 'outage', detail }
  if (kind === 'throttle') return { outcome: 'deferred', retryAfter: waits.throttle, reason: 'throttle', detail }
  if (kind === 'flood') return { outcome: 'deferred', retryAfter: waits.flood, reason: 'flood', detail }
  if (kind === 'quota') return { outcome: 'deferred', retryAfter: untilNextMoscowDay(now), reason: 'quota', detail }
  return { outcome: 'rejected', reason: failures[kind], detail }
}
