import type { ActEnd, NetworkAct, Recorded } from '@otklik/record'
import { shipped } from '../../src/kinds.ts'
import { intentRow } from '../../src/outbox/intent-row.ts'
import { INTENTS, wantedIntent } from '../../src/outbox/intents-table.ts'
import type { Aggregate, Writes } from '../../src/record/aggregate.ts'
import type { Asked, Asking, Ended } from '../../src/record/asking.ts'

/** A post on an official page: asked for, perhaps taken away again, each as an act of its own. */
export type PostEvent =
  | { readonly type: 'ActAsked'; readonly key: string; readonly accountId: string; readonly act: NetworkAct; readonly notBefore: number }
  | { readonly type: 'ActEnded'; readonly key: string; readonly end: ActEnd }

export type PostCommand =
  | {
      readonly type: 'ask'
      readonly key: string
      readonly accountId: string
      readonly act: NetworkAct
      /** Not earlier than this moment; absent: at once. */
      readonly notBefore?: number
    }
  | { readonly type: 'recordEnd'; readonly key: string; readonly end: ActEnd }

const STATES: Readonly<Record<ActEnd['type'], Ended['state']>> = { done: 'confirmed', failed: 'rejected', uncertain: 'uncertain' }

const ended = (end: ActEnd): Ended => ({
  state: STATES[end.type],
  detail: 'detail' in end ? end.detail : null,
  ref: 'ref' in end && end.ref !== '' ? end.ref : null,
})

type Records = readonly Recorded<PostEvent>[]

function asked(recorded: Records): Asked[] {
  const ends = new Map(recorded.flatMap(({ event }) => (event.type === 'ActEnded' ? [[event.key, ended(event.end)] as const] : [])))
  return recorded.flatMap(({ event, at }) => {
    if (event.type !== 'ActAsked') return []
    const { key, accountId, act, notBefore } = event
    return [{ key, accountId, act, madeAt: at, notBefore, lookFirst: false, ended: ends.get(key) ?? null }]
  })
}

const asks: Asking<Recorded<PostEvent>, null, PostCommand> = { asked, outcome: (key, end) => ({ type: 'recordEnd', key, end }) }

function eventOf(command: PostCommand): PostEvent {
  if (command.type === 'recordEnd') return { type: 'ActEnded', key: command.key, end: command.end }
  const { key, accountId, act, notBefore = 0 } = command
  return { type: 'ActAsked', key, accountId, act, notBefore }
}

function writes(fresh: Records): Writes {
  const ends = fresh.flatMap(({ event }) => (event.type === 'ActEnded' ? [{ publication_id: event.key, ...ended(event.end) }] : []))
  return { put: { intents: asked(fresh).map(intentRow) }, also: { ended: ends } }
}

/** A second kind of stream that asks networks for something: nothing of it is known outside this folder. */
const posts = (): Aggregate<null, PostEvent, PostCommand> => ({
  kind: 'post',
  initial: null,
  evolve: () => null,
  tables: [INTENTS],
  opens: ({ type }) => type === 'ask',
  decide: ({ command, loaded }) =>
    Promise.resolve({ events: [eventOf(command)], under: { post: 1 }, settingsVersion: loaded.settingsVersion, writes }),
  refold: (_on, _tenantId, streams) =>
    Promise.resolve(new Map(streams.map(({ id, recorded }) => [id, { intents: asked(recorded).map(wantedIntent) }]))),
  asks,
})

/** The program's own kinds of streams, and posts. */
export const withPosts = [...shipped, posts]
