import { createHash } from 'node:crypto'
import { type Acting, type ActorRef, type Command, decide, isRefusal } from '@otklik/casework'
import type { CommandInput, CommandResult } from './command-type.ts'
import { append, type Runs } from '../record/append.ts'
import { canonical, storable } from '../record/canonical.ts'
import { INCIDENT_KIND } from './kind.ts'
import { contextOf } from './context.ts'
import { type Loaded, load } from './load.ts'
import { limitsOf } from './reply-limits.ts'
import { openedBy } from './opened.ts'
import { retried } from '../engine/retry.ts'
import type { Shell } from '../record/shell.ts'
import { writingOf } from './writing.ts'

const SYSTEM: ActorRef = { personId: null, name: 'Отклик' }

/** Who is written beside an event. */
export const actorOf = (acting: Acting): ActorRef => (acting.kind === 'system' ? SYSTEM : { personId: acting.personId, name: acting.name })

/** One command to one incident, in its own transaction. Throws only on a broken assumption or a lost database. */
export async function command(shell: Shell, input: CommandInput): Promise<CommandResult> {
  const { result, position } = await retried(() => commandOn(shell, shell.pool, input))
  if (position > 0) shell.bell.ring({ position, tenantId: input.tenantId, kind: INCIDENT_KIND, streamId: input.incidentId })
  return result
}

/** The same inside a transaction of the caller, who rings the bell after its commit. */
export async function commandOn(shell: Shell, on: Runs, input: CommandInput): Promise<{ result: CommandResult; position: number }> {
  const asked = storable(input.command)
  const bodyHash = bodyHashOf(input, asked)
  let settings = await shell.settings.known(on, input.tenantId, shell.now())
  for (;;) {
    const loaded = await load(on, input.tenantId, input.incidentId, input.idempotencyKey)
    if (loaded === null) return { result: { ok: false, kind: 'not-found' }, position: 0 }
    const { pressed, version } = loaded
    if (pressed !== null) {
      if (pressed.bodyHash !== bodyHash) return { result: { ok: false, kind: 'key-reused' }, position: 0 }
      return { result: { ok: true, ...pressed.result, replayed: true }, position: 0 }
    }
    if (input.expectedVersion !== null && input.expectedVersion !== version) return { result: conflict(loaded), position: 0 }
    if (settings.version !== loaded.settingsVersion) settings = await shell.settings.fresh(on, input.tenantId, shell.now())
    // A clock set back must not put an event before the one it follows.
    const at = Math.max(shell.now(), loaded.recorded.at(-1)?.at ?? 0)
    const act = await shell.acts.of(on, input.tenantId, loaded.actRef)
    const context = contextOf(loaded, act, settings, limitsOf(shell, loaded), input.acting, at)
    const opened =
      asked.type === 'withdrawDraft'
        ? await openedBy(shell, on, input.tenantId, input.incidentId, loaded, act.procedure, input.acting)
        : null
    const events = decide(loaded.state, asked, { ...context, openedBy: opened })
    if (isRefusal(events)) return { result: { ok: false, kind: 'refused', refusal: events }, position: 0 }
    const { incidentId } = input
    if (events.length === 0) return { result: { ok: true, incidentId, version, replayed: false }, position: 0 }
    const after = version + events.length
    const writing = writingOf({
      tenantId: input.tenantId,
      incidentId,
      act,
      calendar: settings.calendar,
      from: loaded,
      state: loaded.state,
      events,
      at,
      by: actorOf(input.acting),
      sealKey: shell.sealKey,
      authorName: loaded.authorName,
      author: null,
      idempotency:
        input.idempotencyKey === null
          ? null
          : { key: input.idempotencyKey, body_hash: `\\x${bodyHash}`, result: { incidentId, version: after }, made_at: at },
    })
    const stream = { tenantId: input.tenantId, streamId: incidentId, from: version, settingsVersion: settings.version }
    const written = await append(on, stream, writing)
    if (written.moved) return { result: { ok: true, incidentId, version: after, replayed: false }, position: written.position }
    // Somebody was faster, or the settings moved: look again. A person's expected version then says who it was.
    if (!written.current) settings = await shell.settings.fresh(on, input.tenantId, shell.now())
  }
}

/** Who moved the incident, when, and where it stands now: what the second of two curators is told. */
function conflict({ version, state, recorded }: Loaded): CommandResult {
  const last = recorded.at(-1)
  const by = { id: last?.by.personId ?? null, name: last?.by.name ?? '' }
  return { ok: false, kind: 'conflict', version, status: state.status, by, at: last?.at ?? 0 }
}

/** The same press has the same body: incident, command, person, and the version it was meant for. */
function bodyHashOf({ incidentId, acting, expectedVersion }: CommandInput, asked: Command): string {
  const person = acting.kind === 'person' ? acting.personId : null
  return createHash('sha256').update(canonical({ incidentId, asked, person, expectedVersion })).digest('hex')
}
