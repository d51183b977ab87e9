import * as fc from 'fast-check'
import type { Procedure } from '@otklik/regulations'
import { type Acting, type Command, type Recorded, type Refusal, actionsFor, decide, fold, isRefusal } from '../src/index.ts'
import { acts } from './acts.ts'
import { at, context, message } from './case.ts'
import { termsOf } from './counted.ts'
import { belov, gromov, head, housing, orlova, roads, signature, system, zueva } from './people.ts'
import { wellFormed } from './well-formed.ts'

/**
 * One step of a random walk: how long somebody waited and what they did. `luck` decides whether they do the next thing of the process,
 * any open thing, or give `order`, which knows nothing of the state.
 */
export type Step = { readonly order: Order; readonly acting: Acting; readonly waited: number; readonly luck: number }
type Order = (revision: number, publicationId: string, version: number) => Command

const text = fc.constantFrom('Здравствуйте! Сделаем до пятницы.', 'Сделаем.', 'Здравствуйте! Уточните адрес.', 'Добрый день! Готово.')
const reason = fc.constantFrom('', 'так надо')
const kind = fc.constantFrom('clarification', 'interim', 'final' as const)
/** Mostly the newest revision, sometimes the one before it, sometimes one that does not exist. */
const which = fc.constantFrom(0, 0, 0, 0, 1, -1)
const confirmed = fc.constantFrom([], ['grammar'], ['grammar', 'complete'], ['grammar', 'complete', 'proof'])
/** Keys of the message, of two answers, of the reply, and of nobody. */
const place = fc.constantFrom('-1_10_1', '-1_10_answer-1', '-1_10_answer-2', 'r', 'r', '-1_10_99')
const evidence = fc.constantFrom('network', 'reconciled' as const)

const order: fc.Arbitrary<Order> = fc.oneof(
  fc.record({ importance: fc.constantFrom('normal', 'high' as const) }).map(
    (r): Order =>
      () => ({ type: 'select', topicId: null, location: null, ...r }),
  ),
  fc.constantFrom('spam', 'threat', 'none').map(
    (groundId): Order =>
      () => ({ type: 'decline', groundId, note: '' }),
  ),
  reason.map(
    (r): Order =>
      () => ({ type: 'redirect', destination: 'other-organisation', to: 'Луговое', reason: r }),
  ),
  fc.constantFrom(roads, roads, housing, 'nowhere').map(
    (unitId): Order =>
      () => ({ type: 'route', unitId, note: '' }),
  ),
  reason.map(
    (r): Order =>
      () => ({ type: 'return', reason: r, suggestedUnitId: null }),
  ),
  fc.record({ text, kind }).map(
    (r): Order =>
      () => ({ type: 'submitDraft', attachments: [], ...r }),
  ),
  fc.record({ text, kind }).map(
    (r): Order =>
      () => ({ type: 'submitDraft', attachments: [], ...r }),
  ),
  fc.tuple(which, reason).map(
    ([back, t]): Order =>
      (revision) => ({ type: 'sendBack', revision: revision - back, remarks: [{ text: t }] }),
  ),
  fc.tuple(which, confirmed).map(
    ([back, c]): Order =>
      (revision) => ({ type: 'approve', revision: revision - back, confirmed: c }),
  ),
  fc.tuple(which, confirmed).map(
    ([back, c]): Order =>
      (revision) => ({ type: 'publish', revision: revision - back, confirmed: c }),
  ),
  evidence.map(
    (e): Order =>
      (_, publicationId) => ({ type: 'recordPublished', publicationId, ref: 'r', url: 'https://vk.example/r', evidence: e }),
  ),
  fc.constant<Order>((_, publicationId) => ({ type: 'recordPublicationFailed', publicationId, reason: 'closed', detail: '' })),
  fc.constant<Order>((_, publicationId) => ({ type: 'recordPublicationUncertain', publicationId, detail: '' })),
  fc.constantFrom('r', null).map(
    (ref): Order =>
      (_, publicationId) => ({ type: 'resolvePublication', publicationId, ref, url: null }),
  ),
  fc.integer({ min: 1, max: 4 }).map(
    (n): Order =>
      () => ({ type: 'recordAuthorAnswer', message: message(`answer-${n}`) }),
  ),
  fc.tuple(place, fc.constantFrom('а', 'б')).map(
    ([key, t]): Order =>
      () => ({ type: 'recordMessageEdited', key, text: t }),
  ),
  fc.tuple(place, fc.constantFrom('recordMessageDeleted', 'recordMessageRestored' as const)).map(
    ([key, type]): Order =>
      () => ({ type, key }),
  ),
  reason.map(
    (r): Order =>
      () => ({ type: 'askForTime', term: '+1wd', reason: r }),
  ),
  reason.map(
    (r): Order =>
      () => ({ type: 'denyTime', reason: r }),
  ),
  fc.constantFrom('+1wd', 'завтра').map(
    (term): Order =>
      () => ({ type: 'extendTerm', term, reason: 'так надо' }),
  ),
  fc.constantFrom('publish' as const, 'contribution' as const).map(
    (norm): Order =>
      () => ({ type: 'setTerm', norm, term: '+1wh', reason: 'так надо' }),
  ),
  fc.constantFrom('answered', 'author-satisfied', 'no-answer', 'dialogue-pointless', 'outside' as const).map(
    (r): Order =>
      () => ({ type: 'close', reason: r, note: 'так надо' }),
  ),
  fc.constant<Order>((_revision, _publication, version) => ({ type: 'undo', version })),
)

const people = [orlova, orlova, belov, gromov, gromov, zueva, head]
const step: fc.Arbitrary<Step> = fc.record({
  order,
  acting: fc.constantFrom<Acting>(...people, system),
  waited: fc.constantFrom(1_000, 60_000, 3_600_000),
  luck: fc.nat({ max: 99 }),
})

export const walk = fc.record({
  procedure: fc.constantFrom<Procedure>(...Object.values(acts)),
  steps: fc.array(step, { minLength: 5, maxLength: 60 }),
})

const systemOrders = new Set([
  'recordPublished',
  'recordPublicationFailed',
  'recordPublicationUncertain',
  'recordAuthorAnswer',
  'recordMessageEdited',
  'recordMessageDeleted',
  'recordMessageRestored',
])

export type Taken = {
  readonly before: readonly Recorded[]
  readonly command: Command
  readonly acting: Acting
  readonly now: number
  readonly answer: readonly Recorded[] | Refusal
}

/** Walks from an arrival; refusals leave the record as it was. Facts of the network are told by the system whoever was drawn. */
export function take(
  procedure: Procedure,
  steps: readonly Step[],
): { readonly recorded: readonly Recorded[]; readonly taken: readonly Taken[] } {
  let now = at('2024-04-08T11:00')
  const receive: Command = { type: 'receive', message: message('1'), track: procedure.tracks[0] ?? 'social', number: '24-000001' }
  let recorded: readonly Recorded[] = []
  const taken: Taken[] = []
  const apply = (command: Command, acting: Acting) => {
    const state = fold(recorded)
    const decision = decide(state, command, context(procedure, acting, now, { newIds: [`p-${state.version}`] }, recorded))
    const answer = isRefusal(decision)
      ? decision
      : decision.map((event, index) => ({ version: recorded.length + index + 1, at: now, by: signature(acting), event }))
    taken.push({ before: recorded, command, acting, now, answer })
    if (!isRefusal(answer)) recorded = [...recorded, ...answer]
  }
  apply(receive, system)
  for (const { order: give, acting, waited, luck } of steps) {
    now += waited
    const state = fold(recorded)
    const blind = give(state.revisions.length, state.publications.at(-1)?.id ?? 'none', state.version)
    const next = luck < 60 ? sensible(recorded, procedure, now, luck) : null
    if (next !== null) apply(next.command, next.acting)
    else apply(blind, systemOrders.has(blind.type) ? system : acting)
  }
  return { recorded, taken }
}

const forward = new Set(['select', 'route', 'submitDraft', 'approve', 'publish'])

/** Something that is open to somebody now: mostly the next thing of the process, sometimes anything. */
function sensible(
  recorded: readonly Recorded[],
  procedure: Procedure,
  now: number,
  luck: number,
): { command: Command; acting: Acting } | null {
  const state = fold(recorded)
  const terms = termsOf(procedure, recorded)
  const open = [orlova, gromov, zueva].flatMap((acting) =>
    actionsFor(state, context(procedure, acting, now, { terms }))
      .filter(({ allowed }) => allowed)
      .map(({ action }) => ({ acting, action })),
  )
  const next = open.filter(({ action }) => forward.has(action))
  const choice = luck < 45 && next.length > 0 ? next : open
  const chosen = choice[luck % Math.max(choice.length, 1)]
  return chosen === undefined ? null : { acting: chosen.acting, command: wellFormed(chosen.action, state) }
}
