import { createHash } from 'node:crypto'
import { type Acting, type ActorRef, isRefusal, type Refusal } from '@otklik/record'
import type { Moment } from '@otklik/worktime'
import { retried } from '../engine/retry.ts'
import { append } from './append.ts'
import { canonical, storable } from './canonical.ts'
import type { Runs } from './runs.ts'
import type { Shell } from './shell.ts'
import { type Loaded, loadStream } from './stored.ts'

/** A command to a stream of any kind. One transaction: load, fold, decide, append, rows, intents, alarms, idempotency row. */
export type StreamCommand = {
  readonly tenantId: string
  readonly kind: string
  readonly streamId: string
  readonly command: unknown
  readonly acting: Acting
  /** null for system commands, which always act on the newest state. */
  readonly expectedVersion: number | null
  readonly idempotencyKey: string | null
}

/** What a command came to. `state` of a conflict is what the stream folds to now. */
export type Outcome =
  | { readonly ok: true; readonly streamId: string; readonly version: number; readonly replayed: boolean }
  | { readonly ok: false; readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly ok: false
      readonly kind: 'conflict'
      readonly version: number
      readonly state: unknown
      readonly by: { readonly id: string | null; readonly name: string }
      readonly at: Moment
    }
  | { readonly ok: false; readonly kind: 'not-found' }
  /** The same idempotency key came with another body. */
  | { readonly ok: false; readonly kind: 'key-reused' }

const SYSTEM: ActorRef = { personId: null, name: 'Отклик' }

/** Who is written beside an event. */
export const actorOf = (acting: Acting): ActorRef => (acting.kind === 'system' ? SYSTEM : { personId: acting.personId, name: acting.name })

/** One command to one stream, in its own transaction. @throws only on a broken assumption or a lost database */
export async function command(shell: Shell, input: StreamCommand): Promise<Outcome> {
  const { outcome, position } = await retried(() => commandOn(shell, shell.pool, input))
  const { tenantId, kind } = input
  if (position > 0 && outcome.ok) shell.bell.ring({ position, tenantId, kind, streamId: outcome.streamId })
  return outcome
}

/** The same inside a transaction of the caller, who rings the bell after its commit. `position` 0: nothing was written. */
export async function commandOn(shell: Shell, on: Runs, input: StreamCommand): Promise<{ outcome: Outcome; position: number }> {
  const { tenantId, streamId, acting } = input
  const registered = shell.aggregates.of(input.kind)
  const { aggregate } = registered
  const asked = storable(input.command)
  const opens = aggregate.opens?.(asked) === true
  const bodyHash = bodyHashOf(input, asked, opens)
  for (;;) {
    const loaded = await loadStream(on, aggregate, registered.load, input)
    const { pressed, version } = loaded
    if (pressed !== null) {
      if (pressed.bodyHash !== bodyHash) return { outcome: { ok: false, kind: 'key-reused' }, position: 0 }
      return { outcome: { ok: true, ...pressed.result, replayed: true }, position: 0 }
    }
    if (version === 0 && !opens) return { outcome: { ok: false, kind: 'not-found' }, position: 0 }
    if (input.expectedVersion !== null && input.expectedVersion !== version) return { outcome: conflict(loaded), position: 0 }
    // A clock set back must not put an event before the one it follows.
    const at = Math.max(shell.now(), loaded.recorded.at(-1)?.at ?? 0)
    const decision = await aggregate.decide({ on, tenantId, streamId, loaded, command: asked, acting, at })
    if (isRefusal(decision)) return { outcome: { ok: false, kind: 'refused', refusal: decision }, position: 0 }
    const after = { streamId, version: version + decision.events.length }
    if (decision.events.length === 0) return { outcome: { ok: true, ...after, replayed: false }, position: 0 }
    const { idempotencyKey: key } = input
    const by = { at, by: actorOf(acting), once: key === null ? null : { key, bodyHash, result: after } }
    const written = await append(on, registered, { tenantId, streamId, version, hash: loaded.hash }, decision, by, shell.sealKey)
    if (written.moved) return { outcome: { ok: true, ...after, replayed: false }, position: written.position }
    // Somebody was faster, or the settings moved: look again. A person's expected version then says who it was.
  }
}

/** Who moved the stream, when, and what it is now: what the second of two people is told. */
function conflict({ version, state, recorded }: Loaded<unknown>): Outcome {
  const last = recorded.at(-1)
  const by = { id: last?.by.personId ?? null, name: last?.by.name ?? '' }
  return { ok: false, kind: 'conflict', version, state, by, at: last?.at ?? 0 }
}

/** The same press has the same body: stream, command, person, and the version it was meant for. Whoever opens a stream makes its id anew. */
function bodyHashOf({ kind, streamId, acting, expectedVersion }: StreamCommand, asked: unknown, opens: boolean): string {
  const person = acting.kind === 'person' ? acting.personId : null
  const body = { kind, streamId: opens ? null : streamId, command: asked, person, expectedVersion }
  return createHash('sha256').update(canonical(body)).digest('hex')
}
