import type { Attached } from './attached.ts'
import { Refusal } from './refusal.ts'
import { storedText } from './stored-text.ts'

/** Moments are milliseconds of the simulated clock. `asked`: it came by `wall.post`, not by the page itself. */
export type Post = {
  readonly id: number
  text: string
  readonly at: number
  closed: boolean
  deletedAt: number | null
  editedAt: number | null
  readonly attachments: readonly Attached[]
  readonly guid: string | null
  readonly asked: boolean
}

/** One post that the API's callers have brought about, including what was deleted again. */
export type PostEntry = {
  readonly key: string
  readonly postId: number
  readonly text: string
  readonly photos: number
  readonly guid: string | null
  readonly at: number
  readonly state: 'stands' | 'deleted'
  readonly deletedAt: number | null
}

/** Not in VK's schema; told by its own client. */
const longest = 15_895
const mostAttachments = 10
const day = 86_400_000
const moscow = 3 * 3_600_000

type Around = {
  readonly groupId: number
  readonly now: () => number
  readonly newId: () => number
  readonly guidMemoryMs: number
  /** Posts a day that VK takes by `wall.post`, counted by Moscow time. */
  readonly postsADay: number
  readonly published: (post: Post) => void
}

const dayOf = (at: number): number => Math.floor((at + moscow) / day)

/** The community's wall: its posts, and VK's rules about them. */
export function createWall({ groupId, now, newId, guidMemoryMs, postsADay, published }: Around) {
  const posts = new Map<number, Post>()

  function live(id: number): Post {
    const post = posts.get(id)
    if (post === undefined || post.deletedAt !== null) throw new Refusal(210)
    return post
  }
  function publish(text: string, at: number, more: Partial<Pick<Post, 'attachments' | 'guid' | 'asked'>> = {}): Post {
    const post: Post = {
      id: newId(),
      text,
      at,
      closed: false,
      deletedAt: null,
      editedAt: null,
      attachments: [],
      guid: null,
      asked: false,
      ...more,
    }
    posts.set(post.id, post)
    published(post)
    return post
  }

  return {
    clear: () => posts.clear(),
    /** A post that was there before anybody looked: no event tells of it. */
    seed(id: number, text: string, at: number): void {
      posts.set(id, { id, text, at, closed: false, deletedAt: null, editedAt: null, attachments: [], guid: null, asked: false })
    },
    live,
    /** What stands, the newest first. */
    standing: (): Post[] => [...posts.values()].filter((post) => post.deletedAt === null).toSorted((a, b) => b.at - a.at || b.id - a.id),
    publish,
    /** By `wall.post`: the same guid within VK's memory answers with the first post, whatever else is asked. */
    publishOnce({ text, attachments, guid }: { text: string; attachments: readonly Attached[]; guid: string | null }): Post {
      const known =
        guid === null ? undefined : [...posts.values()].findLast((post) => post.guid === guid && now() - post.at <= guidMemoryMs)
      if (known !== undefined) return known
      if (text.length > longest) throw new Refusal(100, 'message is too long')
      if (text.trim() === '' && attachments.length === 0) throw new Refusal(100, 'message or attachments is required')
      if (attachments.length > mostAttachments) throw new Refusal(100, 'too many attachments')
      const today = [...posts.values()].filter(({ asked, at }) => asked && dayOf(at) === dayOf(now()))
      if (today.length >= postsADay) throw new Refusal(214, `you can only add ${postsADay} posts a day`)
      return publish(storedText(text), now(), { attachments, guid, asked: true })
    },
    edit(id: number, text: string): void {
      Object.assign(live(id), { text: storedText(text), editedAt: now() })
    },
    remove(id: number): void {
      live(id).deletedAt = now()
    },
    close(id: number, closed: boolean): void {
      live(id).closed = closed
    },
    ledger: (): PostEntry[] =>
      [...posts.values()]
        .filter(({ asked }) => asked)
        .map(({ id, text, attachments, guid, at, deletedAt }) => ({
          key: `-${groupId}_${id}`,
          postId: id,
          text,
          photos: attachments.filter(({ kind }) => kind === 'photo').length,
          guid,
          at,
          state: deletedAt === null ? 'stands' : 'deleted',
          deletedAt,
        })),
  }
}
