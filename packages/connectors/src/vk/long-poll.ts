import { ConnectorError } from '../port/connector-error.ts'
import type { Cursor, Pulled, RawEvent } from '../port/port.ts'
import type { VkClient } from './client.ts'
import { readMissed } from './catch-up.ts'
import { toRawEvent } from './events.ts'
import { gapFields, gapTrouble, readGap, widened } from './gap.ts'
import type { Gap } from './gap.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, integer, isFields, list, text } from './shape.ts'
import type { Fields } from './shape.ts'

type Session = { readonly server: string; readonly key: string; readonly ts: string }

/** Between VK's promise to answer after `wait` seconds and our giving up, milliseconds. */
const grace = 10_000

/** How far back to read where the cursor does not say, milliseconds. */
const day = 24 * 3_600_000

/** After so many `failed` in a row something is wrong beyond a lapsed session: the caller gets an error and waits. */
const patience = 3

/** `ts` is a number in some answers and a string in others. */
const readTs = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : (integer(value)?.toString() ?? null))

/**
 * Bots Long Poll. The key of a session lives in memory only; the cursor holds `ts`, VK's number of the last event, and `at`, the moment
 * (our clock, milliseconds) up to which nothing but a gap is missing; a restart goes on where the stored cursor stands. `failed: 1` history
 * is cut off, go on from the `ts` given; `failed: 2` key lapsed, new key and the same `ts`; `failed: 3` both are lost. After 1 and 3 events are missing: the cursor keeps that gap, receiving goes on, and what
 * was written in the gap is read from the wall between the polls. While it cannot be read, each round says so.
 */
export function createLongPoll(client: VkClient, ownId: number, waitSeconds: number, now: () => number) {
  let session: Session | null = null
  let failures = 0
  /** The last reading of the wall failed: no haste to try again. */
  let stuck = false
  const canRead = client.kinds.has('service') || client.kinds.has('user')

  async function open(signal: AbortSignal | undefined): Promise<Session> {
    const result = await client.call('groups.getLongPollServer', { group_id: ownId }, signal)
    if (result.kind !== 'answered') throw asConnectorError(result)
    const fields = fieldsOf(result.response)
    const ts = readTs(fields['ts'])
    const server = text(fields['server'])
    const key = text(fields['key'])
    if (ts === null || server === '' || key === '') throw unexpectedAnswer('groups.getLongPollServer')
    return { server, key, ts }
  }

  async function ask({ server, key }: Session, since: string, wait: number, signal: AbortSignal | undefined): Promise<Fields> {
    const address = URL.parse(server)
    if (address === null) throw unexpectedAnswer('groups.getLongPollServer')
    for (const [name, value] of Object.entries({ act: 'a_check', key, ts: since, wait: String(wait) })) {
      address.searchParams.set(name, value)
    }
    const answer = await client.visit(address.href, { method: 'GET' }, wait * 1000 + grace, signal)
    if (answer.kind !== 'answered' || answer.status !== 200) {
      throw asConnectorError(
        answer.kind === 'answered'
          ? { kind: 'unknown', detail: `long poll: HTTP ${answer.status}` }
          : { ...answer, detail: `long poll: ${answer.detail}` },
      )
    }
    if (!isFields(answer.json)) throw unexpectedAnswer('long poll')
    return answer.json
  }

  /** One round: at most `waitSeconds` long, or ten seconds more while a gap is read; without a cursor it only says where to begin. */
  return async function pull(cursor: Cursor | null, signal?: AbortSignal): Promise<Pulled> {
    const since = readTs(cursor?.['ts'])
    if (session === null || since === null) session = await open(signal)
    // The beginning is written down before the first wait: were we killed in it, its comments would be lost.
    if (since === null) return { events: [], cursor: { ts: session.ts, at: now() } }
    const gap = readGap(cursor, now())
    const asked = now()
    const answer = await ask(session, since, gap !== null && canRead && !stuck ? Math.min(waitSeconds, 1) : waitSeconds, signal)
    const failed = integer(answer['failed'])
    if (failed !== null) {
      const ts = await recover(failed, since, answer['ts'], signal)
      const at = integer(cursor?.['at']) ?? now() - day
      if (failed === 2) return withMissed([], { ts, at }, gap, signal)
      const until = now()
      return withMissed([], { ts, at: until }, widened(gap, at, until), signal)
    }
    const next = readTs(answer['ts'])
    if (next === null || !Array.isArray(answer['updates'])) throw unexpectedAnswer('long poll')
    failures = 0
    const events = list(answer['updates']).map((update) => toRawEvent(update, ownId, now()))
    return withMissed(events, { ts: next, at: asked }, gap, signal)
  }

  /** Adds what can be read of the gap, and leaves in the cursor what is left of it. */
  async function withMissed(
    events: readonly RawEvent[],
    cursor: Cursor,
    gap: Gap | null,
    signal: AbortSignal | undefined,
  ): Promise<Pulled> {
    if (gap === null) return { events, cursor }
    if (!canRead) return { events, cursor: { ...cursor, ...gapFields(gap) }, trouble: gapTrouble(gap, null) }
    const { events: missed, rest, failure } = await readMissed(client, ownId, gap, now, signal)
    stuck = failure !== null
    // What stands on the wall was written before what this poll brought, or is the same: an answer comes after what it answers.
    const all = { events: [...missed, ...events], cursor: { ...cursor, ...gapFields(rest) } }
    return failure === null ? all : { ...all, trouble: gapTrouble(gap, failure) }
  }

  async function recover(failed: number, ts: string, given: unknown, signal: AbortSignal | undefined): Promise<string> {
    failures += 1
    if (failures >= patience) {
      failures = 0
      session = null
      throw new ConnectorError(
        'retry',
        `Long Poll ВКонтакте не принимает сессию (failed: ${failed}).`,
        `VK's Long Poll does not accept the session (failed: ${failed}).`,
      )
    }
    if (failed === 1) return readTs(given) ?? ts
    session = null
    session = await open(signal)
    return failed === 2 ? ts : session.ts
  }
}
