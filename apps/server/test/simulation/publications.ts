import type { IncidentEvent } from '@otklik/casework'
import { procedureOf } from '@otklik/regulations'
import { shippedAct } from '../../src/organisation/shipped-act.ts'
import { broken } from './broken.ts'
import type { Stream } from './record.ts'
import type { SimulatedTown } from './town.ts'

type Of<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>
type Standing = {
  readonly number: string
  readonly revision: number
  readonly text: string
  readonly answers: string
  ref: string | null
  failed: boolean
}

const all = <T extends IncidentEvent['type']>({ counting }: Stream, type: T): Of<T>[] =>
  counting.flatMap(({ event }) => (event.type === type ? [event as Of<T>] : []))

/** No command to publish without an approval of that very revision, or, where the act has none, without the publisher's own check. */
function asked(town: SimulatedTown, stream: Stream): void {
  const procedure = procedureOf(shippedAct(stream.regulation))
  const approved = new Set<number>()
  const confirmed = new Map<number, Set<string>>()
  const failed = new Set<number>()
  const waiting = new Map<string, number>()
  for (const { event, by } of stream.counting) {
    if (event.type === 'Approved') approved.add(event.revision)
    if (event.type === 'SentBack') approved.delete(event.revision)
    if (event.type === 'Approved' || event.type === 'PublicationRequested') {
      confirmed.set(event.revision, new Set([...(confirmed.get(event.revision) ?? []), ...event.confirmed]))
    }
    if (event.type === 'PublicationFailed') failed.add(event.revision)
    if (event.type === 'PublicationFailed' || event.type === 'Published') waiting.delete(event.publicationId)
    if (event.type !== 'PublicationRequested') continue
    const { revision, publicationId } = event
    if (by.personId === null) throw broken(`${stream.number}: nobody in person let revision ${revision} out`)
    if (procedure.approve !== null && !approved.has(revision)) throw broken(`${stream.number}: revision ${revision} goes out unapproved`)
    const unticked = procedure.requirements.filter(
      ({ id, check, weight }) => check === 'manual' && weight === 'stop' && !confirmed.get(revision)?.has(id),
    )
    if (unticked.length > 0) throw broken(`${stream.number}: revision ${revision} goes out unchecked: ${unticked[0]?.id}`)
    if ([...waiting.values()].includes(revision)) throw broken(`${stream.number}: revision ${revision} is let out twice at once`)
    waiting.set(publicationId, revision)
  }
}

/** What the record says about every publication ever asked for, by its id. */
function standingOf(streams: readonly Stream[]): ReadonlyMap<string, Standing> {
  const publications = new Map<string, Standing>()
  for (const stream of streams) {
    const [received] = all(stream, 'MessageReceived')
    const drafts = all(stream, 'DraftSubmitted')
    for (const { publicationId, revision } of all(stream, 'PublicationRequested')) {
      const text = drafts.find((draft) => draft.revision === revision)?.text ?? ''
      publications.set(publicationId, {
        number: stream.number,
        revision,
        text,
        answers: received?.message.place.key ?? '',
        ref: null,
        failed: false,
      })
    }
    const released = new Set<number>()
    for (const { publicationId, revision, ref } of all(stream, 'Published')) {
      const standing = publications.get(publicationId)
      if (standing === undefined || standing.revision !== revision) throw broken(`${stream.number}: published what nobody let out`)
      if (standing.ref !== null || released.has(revision)) throw broken(`${stream.number}: revision ${revision} is published twice`)
      standing.ref = ref
      released.add(revision)
    }
    for (const { publicationId } of all(stream, 'PublicationFailed')) {
      const standing = publications.get(publicationId)
      if (standing !== undefined) standing.failed = true
    }
  }
  return publications
}

/**
 * What stands in VK is what the record says, reply by reply: each by its own key, under the message it answers, in the words that
 * were let out. `atRest`: nothing is on its way any more.
 */
export function publicationsHold(town: SimulatedTown, streams: readonly Stream[], atRest: boolean): void {
  for (const stream of streams) asked(town, stream)
  const publications = standingOf(streams)
  const seen = new Set<string>()
  for (const { guid, key, text, replyTo, postId } of town.sandbox.ledger()) {
    const standing = guid === null ? undefined : publications.get(guid)
    if (guid === null || standing === undefined) throw broken(`${key} stands in VK, and nobody let it out`)
    const { number, revision } = standing
    if (seen.has(guid)) throw broken(`${number}: revision ${revision} stands in VK twice`)
    seen.add(guid)
    if (standing.text !== text) throw broken(`${number}: other words stand in VK than were let out as revision ${revision}`)
    if (!standing.answers.endsWith(`_${postId}_${replyTo}`))
      throw broken(`${number}: the reply stands under ${replyTo}, not under ${standing.answers}`)
    if (standing.ref !== null && standing.ref !== key) throw broken(`${number}: the record says ${standing.ref}, in VK it is ${key}`)
    if (standing.failed) throw broken(`${number}: ${key} stands in VK, and the record says that revision ${revision} failed`)
    if (atRest && standing.ref === null) throw broken(`${number}: ${key} stands in VK, and the record does not know it`)
  }
  for (const [id, { number, revision, ref, failed }] of publications) {
    if (ref !== null && !seen.has(id)) throw broken(`${number}: the record says that ${ref} is published, and VK never had it`)
    if (atRest && ref === null && !failed) throw broken(`${number}: nobody knows what became of revision ${revision}`)
  }
}
