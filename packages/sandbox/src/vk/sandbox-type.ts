import type { Given } from './attached.ts'
import type { Callback } from './callback.ts'
import type { Faults } from './faults.ts'
import type { LoggedRequest } from './requests.ts'
import type { TokenKind } from './tokens.ts'
import type { PostEntry } from './wall.ts'
import type { Comment, LedgerEntry, Person } from './world.ts'

export type VkSandboxOptions = {
  /** 0 or absent: any free port. Always on 127.0.0.1. */
  readonly port?: number
  /** Chance (fault probabilities, identifiers) repeats with the same seed. */
  readonly seed?: number
  /** Milliseconds since 1970 UTC; `clock.advance` adds to it. */
  readonly clock?: { now(): number }
  readonly groupId: number
  readonly name?: string
  readonly screenName?: string
  /** IANA name for moments on the community's page; Moscow if absent. */
  readonly timezone?: string
  /** Keys by kind; those not given are made from the seed. */
  readonly tokens?: Partial<Readonly<Record<TokenKind, string>>>
  readonly posts?: readonly { readonly id?: number; readonly text: string; readonly at?: number }[]
  /** People (positive ids) and other communities (negative ids). */
  readonly users?: readonly Person[]
  /** First number for comments and posts: a later run of a town whose database lives on must not begin at 1 again. */
  readonly firstId?: number
  /** Comments of an earlier run, as `comments()` gave them. */
  readonly comments?: readonly Comment[]
  /** How long a guid is recognised, milliseconds. */
  readonly guidMemoryMs?: number
  /** Comments a day by one key. */
  readonly dailyQuota?: number
  /** Posts a day by `wall.post`. */
  readonly postsADay?: number
  /** Events that the long poll remembers. */
  readonly longPollKeep?: number
  /** First number for the long poll's events: a later run must begin after the numbers of the earlier one. */
  readonly firstEvent?: number
  /** Milliseconds between attempts to deliver a callback; the last one repeats. */
  readonly callbackIntervals?: readonly number[]
}

export type VkSandbox = {
  /** `http://127.0.0.1:PORT`: the community's page; `apiBase` is for the connector's account. */
  readonly url: string
  readonly apiBase: string
  readonly groupId: number
  readonly tokens: Readonly<Record<TokenKind, string>>
  readonly faults: Pick<Faults, 'add' | 'clear'>
  readonly clock: { now(): number; advance(ms: number): void }
  readonly callback: Pick<Callback, 'connect' | 'confirm' | 'forge' | 'deliveries' | 'connected'>
  /** A citizen writes. A name not known yet becomes a new person. */
  comment(input: {
    readonly postId: number
    readonly authorId?: number
    readonly authorName?: string
    readonly text: string
    readonly replyTo?: number
    readonly attachments?: Given
  }): { readonly id: number; readonly key: string; readonly authorId: number }
  post(text: string): number
  posts(): readonly { readonly id: number; readonly text: string; readonly at: number }[]
  comments(postId?: number): readonly Comment[]
  people(): readonly Person[]
  /** Without `attachments` what the comment carries stays as it is; with them it is exchanged. */
  editComment(id: number, text: string, attachments?: Given): void
  deleteComment(id: number): void
  restoreComment(id: number): void
  closeComments(postId: number): void
  deletePost(postId: number): void
  /** Somebody who runs the page changes a post there. */
  editPost(postId: number, text: string): void
  /** The page of a person (or, negative, a community) is deleted by its owner or blocked by VK. */
  deactivate(personId: number, how: 'deleted' | 'banned'): void
  blockUs(personId: number): void
  ban(personId: number): void
  revoke(kind: TokenKind): void
  expireUploads(): void
  ledger(): readonly LedgerEntry[]
  /** Posts that came by `wall.post`. */
  postLedger(): readonly PostEntry[]
  requests(method?: string): readonly LoggedRequest[]
  clearRequests(): void
  assertClean(): void
  /** Back to the seeded state: no comments, faults, connections. */
  reset(): Promise<void>
  close(): Promise<void>
}
