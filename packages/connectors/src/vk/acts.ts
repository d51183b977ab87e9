import type { NetworkAct, NetworkActKind } from '@otklik/record'
import type { ActOf, ActOutcome, Intent, Photo, ReconcileOutcome } from '../port/act.ts'
import type { VkAccess } from './access.ts'
import { performPost } from './post.ts'
import { postReadBack } from './post-read-back.ts'
import { performRemove, removalReadBack } from './remove.ts'
import { performReply } from './reply.ts'
import { replyReadBack } from './reply-read-back.ts'

/** How VK carries out one kind of act, and how it is found out afterwards whether it did. */
type Way<Act> = {
  readonly perform: (access: VkAccess, intent: Intent<Act>, signal: AbortSignal | undefined) => Promise<ActOutcome>
  readonly reconcile: (access: VkAccess, intent: Intent<Act>, signal: AbortSignal | undefined) => Promise<ReconcileOutcome>
}

/** Everything VK does for us: one line a kind of act. */
const ways: { readonly [Kind in NetworkActKind]: Way<ActOf<Kind>> } = {
  reply: { perform: performReply, reconcile: replyReadBack },
  post: { perform: performPost, reconcile: postReadBack },
  remove: { perform: performRemove, reconcile: removalReadBack },
}

export const vkActs: ReadonlySet<NetworkActKind> = new Set(Object.keys(ways) as NetworkActKind[])

/** The line of a kind takes acts of that kind: the compiler cannot follow the pair, the table above keeps it together. */
const wayOf = (act: NetworkAct<Photo>): Way<NetworkAct<Photo>> => ways[act.kind] as Way<NetworkAct<Photo>>

export const perform = (access: VkAccess, intent: Intent, signal: AbortSignal | undefined): Promise<ActOutcome> =>
  wayOf(intent.act).perform(access, intent, signal)

export const reconcile = (access: VkAccess, intent: Intent, signal: AbortSignal | undefined): Promise<ReconcileOutcome> =>
  wayOf(intent.act).reconcile(access, intent, signal)
