import { ConnectorError } from '../port/connector-error.ts'
import type { Cursor, RawEvent } from '../port/port.ts'
import type { VkClient } from './client.ts'
import { readMissed } from './catch-up.ts'
import { toRawEvent } from './events.ts'
import { asConnectorError, unexpectedAnswer } from './refusal.ts'
import { fieldsOf, integer, isFields, list, text } from './shape.ts'

type Session = { readonly server: string; readonly key: string; readonly ts: string }

/** Between VK's promise to answer after `wait` seconds and our giving up, milliseconds. */
const grace = 10_000

/** How far back to read where the cursor does not say, milliseconds. */
const day = 24 * 3_600_000

/** After so many `failed` in a row something is wrong beyond a lapsed session: the caller is told and waits. */
const patience = 3

/** `ts` is a number in some answers and a string in others. */
const readTs = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : (integer(value)?.toString() ?? null))

/**
 * Bots Long Poll. The key of a session lives in memory only; the cursor holds `ts`, VK's number of the last event, and `at`, the moment
 * (our clock, milliseconds) up to which nothing is missing; a restart goes on where the stored cursor stands. `failed: 1` history is cut off, go on from the `ts` given; `failed: 2` key lapsed, new
 * key and the same `ts`; `failed: 3` both are lost. After 1 and 3 events are missing: what was written since `at` is read from the wall,
 * where the account holds a key to read with.
 */
export function createLongPoll(client: VkClient, ownId: number, waitSeconds: number, now: () => number) {
  let session: Session | null = null
  let failures = 0
  const canRead = (): boolean => client.kinds.has('service') || client.kinds.has('user')

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

  /** One round: at most `waitSeconds` long; without a cursor it only says where to begin. Throws ConnectorError; the cursor then stays where it was and nothing is lost. */
  return async function pull(
    cursor: Cursor | null,
    signal?: AbortSignal,
  ): Promise<{ readonly events: readonly RawEvent[]; readonly cursor: Cursor }> {
    const since = readTs(cursor?.['ts'])
    if (session === null || since === null) session = await open(signal)
    // The beginning is written down before the first wait: were we killed in it, its comments would be lost.
    if (since === null) return { events: [], cursor: { ts: session.ts, at: now() } }
    const address = URL.parse(session.server)
    if (address === null) throw unexpectedAnswer('groups.getLongPollServer')
    for (const [name, value] of Object.entries({ act: 'a_check', key: session.key, ts: since, wait: String(waitSeconds) })) {
      address.searchParams.set(name, value)
    }
    const asked = now()
    const answer = await client.visit(address.href, { method: 'GET' }, waitSeconds * 1000 + grace, signal)
    if (answer.kind !== 'answered' || answer.status !== 200) {
      throw asConnectorError(
        answer.kind === 'answered'
          ? { kind: 'unknown', detail: `long poll: HTTP ${answer.status}` }
          : { ...answer, detail: `long poll: ${answer.detail}` },
      )
    }
    if (!isFields(answer.json)) throw unexpectedAnswer('long poll')
    const failed = integer(answer.json['failed'])
    if (failed !== null) {
      const ts = await recover(failed, since, answer.json['ts'], signal)
      const at = integer(cursor?.['at']) ?? now() - day
      if (failed === 2 || !canRead()) return { events: [], cursor: { ts, at: failed === 2 ? at : now() } }
      const before = now()
      return { events: await readMissed(client, ownId, at, before, signal), cursor: { ts, at: before } }
    }
    const next = readTs(answer.json['ts'])
    if (next === null || !Array.isArray(answer.json['updates'])) throw unexpectedAnswer('long poll')
    failures = 0
    return {
      events: list(answer.json['updates']).flatMap((update) => toRawEvent(update, ownId, now()) ?? []),
      cursor: { ts: next, at: asked },
    }
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
