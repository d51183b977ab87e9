import type { Procedure } from '@otklik/regulations'
import { type Acting, type Command, type Incident, decide, evolve, initialIncident, isRefusal, type PersonCommand } from '../src/index.ts'
import { at, context, message } from './case.ts'
import { gromov, head, housing, orlova, roads, signature, system, zueva } from './people.ts'

/** A state of an incident and every press that leads on from it. */
type Place = { readonly state: Incident; readonly ways: readonly Way[] }
export type Way = { readonly by: Acting; readonly command: Command['type']; readonly to: string }
/** Every place that an incident can come to, by a name that tells apart what the process tells apart. */
export type World = ReadonlyMap<string, Place>

const ended: ReadonlySet<string> = new Set(['closed', 'declined', 'redirected'])
export const isEnd = (name: string): boolean => ended.has(name.split(' ')[0] ?? '')

/**
 * Walks every press of everybody from an arrival on, in a world where the network refuses for good: comments closed, our page blocked.
 * Each press is a minute after the one before it, so no right with a term lapses on the way.
 */
export function worldOf(procedure: Procedure): World {
  const places = new Map<string, Place>()
  const receive: Command = { type: 'receive', message: message('1'), track: procedure.tracks[0] ?? 'social', number: '24-000001' }
  const arrival = step(initialIncident, system, receive, procedure)
  const waiting = arrival === null ? [] : [arrival]
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (places.has(nameOf(state))) continue
    const ways: Way[] = []
    for (const [by, command] of [...presses(state, procedure), ...refusals(state)]) {
      const next = step(state, by, command, procedure)
      if (next === null) continue
      ways.push({ by, command: command.type, to: nameOf(next) })
      waiting.push(next)
    }
    places.set(nameOf(state), { state, ways })
  }
  return places
}

/** The places from which these hands alone can bring the incident to an end. */
export function endable(world: World, hands: (way: Way) => boolean): ReadonlySet<string> {
  const good = new Set([...world.keys()].filter(isEnd))
  for (let grown = true; grown; ) {
    grown = false
    for (const [name, { ways }] of world) {
      if (good.has(name) || !ways.some((way) => hands(way) && good.has(way.to))) continue
      good.add(name)
      grown = true
    }
  }
  return good
}

function nameOf({ status, holders, revisions, publications, interimPublishedAt }: Incident): string {
  const [revision, publication] = [revisions.at(-1), publications.at(-1)]
  const parts = [
    status,
    holders.map(({ unitId }) => unitId).join(' '),
    revision?.kind,
    revision?.outcome,
    publication?.state,
    interimPublishedAt === null ? '' : 'interim',
  ]
  return parts.map((part) => part ?? '-').join(' ')
}

function step(state: Incident, by: Acting, command: Command, procedure: Procedure): Incident | null {
  const now = at('2024-04-08T11:00') + state.version * 60_000
  const decision = decide(state, command, context(procedure, by, now))
  if (isRefusal(decision) || decision.length === 0) return null
  return decision.reduce((one, event) => evolve(one, { version: one.version + 1, at: now, by: signature(by), event }), state)
}

function presses(state: Incident, { requirements, declineGrounds, replyKinds }: Procedure): [Acting, Command][] {
  const revision = state.revisions.length
  const confirmed = requirements.map(({ id }) => id)
  const text = `Здравствуйте, Анна! Ответ ${state.version}.`
  const reason = 'так надо'
  const commands: PersonCommand[] = [
    { type: 'select', importance: 'normal', topicId: null, location: null },
    ...declineGrounds.map(({ id }) => ({ type: 'decline' as const, groundId: id, note: '' })),
    { type: 'redirect', destination: 'formal-appeal', to: 'Отдел обращений', reason },
    ...[roads, housing].map((unitId) => ({ type: 'route' as const, unitId, note: '' })),
    { type: 'return', reason, suggestedUnitId: null },
    ...replyKinds.map(({ kind }) => ({ type: 'submitDraft' as const, kind, text, attachments: [] })),
    { type: 'sendBack', revision, remarks: [{ text: reason }] },
    { type: 'approve', revision, confirmed },
    { type: 'publish', revision, confirmed },
    ...(['answered', 'author-satisfied', 'no-answer', 'outside'] as const).map((why) => ({
      type: 'close' as const,
      reason: why,
      note: reason,
    })),
    ...state.publications
      .slice(-1)
      .flatMap(({ id }) => ['r', null].map((ref) => ({ type: 'resolvePublication' as const, publicationId: id, ref, url: null }))),
  ]
  return [orlova, gromov, zueva, head].flatMap((by) => commands.map((command): [Acting, Command] => [by, command]))
}

/** All that this network ever says. */
function refusals({ publications }: Incident): [Acting, Command][] {
  const publicationId = publications.at(-1)?.id
  if (publicationId === undefined) return []
  return [
    [system, { type: 'recordPublicationFailed', publicationId, reason: 'closed', detail: '' }],
    [system, { type: 'recordPublicationUncertain', publicationId, detail: '' }],
  ]
}
