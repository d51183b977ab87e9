import { createShelf, isKept, mustFit } from './attached.ts'
import type { Attached, Given } from './attached.ts'
import { Refusal } from './refusal.ts'
import type { Random } from './random.ts'
import { storedText } from './stored-text.ts'
import { createWall } from './wall.ts'
import type { Post } from './wall.ts'

export type Comment = {
  readonly id: number
  readonly postId: number
  /** Negative: a community; our own is `-groupId`. */
  readonly fromId: number
  text: string
  readonly at: number
  /** Comment at the top of the thread. */
  readonly threadId: number | null
  readonly replyTo: number | null
  attachments: readonly Attached[]
  readonly guid: string | null
  deletedAt: number | null
}

/** One comment of the community: what the API's callers have brought about, including what was deleted again. */
export type LedgerEntry = {
  readonly key: string
  readonly commentId: number
  readonly postId: number
  readonly replyTo: number | null
  readonly text: string
  readonly photos: number
  readonly guid: string | null
  readonly at: number
  readonly state: 'stands' | 'deleted'
  readonly deletedAt: number | null
}

/** A person, or a community under a negative id. `deactivated`: the page was deleted by its owner, or blocked by VK. */
export type Person = { readonly id: number; readonly name: string; readonly deactivated?: 'deleted' | 'banned' }
export type Happening = {
  readonly type: 'wall_reply_new' | 'wall_reply_edit' | 'wall_reply_delete' | 'wall_reply_restore' | 'wall_post_new'
  readonly comment: Comment | null
  readonly post: Post
}

export type WorldOptions = {
  readonly groupId: number
  readonly posts: readonly { readonly id?: number; readonly text: string; readonly at?: number }[]
  readonly users: readonly Person[]
  readonly firstId: number
  /** Comments of an earlier run with what they carry, so that a town that was stopped goes on where it was. */
  readonly comments: readonly Comment[]
  readonly guidMemoryMs: number
  readonly postsADay: number
  readonly now: () => number
  readonly random: Random
  readonly happened: (happening: Happening) => void
}

function checkedText(text: string): string {
  if (text.length > 4096) throw new Refusal(100, 'message is too long')
  return storedText(text)
}

export type World = ReturnType<typeof createWorld>

/** The pretended community: posts, people, comments, and VK's rules about them. No HTTP, no tokens here. */
export function createWorld(options: WorldOptions) {
  const { groupId, now } = options
  const people = new Map<number, Person>()
  const comments = new Map<number, Comment>()
  const guids = new Map<string, { readonly commentId: number; readonly at: number }>()
  const blockedUs = new Set<number>()
  const banned = new Set<number>()
  let lastId = 0
  const newId = (): number => {
    lastId += 1
    return lastId
  }
  const shelf = createShelf(newId, options.random)
  const wall = createWall({ ...options, newId, published: (post) => options.happened({ type: 'wall_post_new', comment: null, post }) })

  function reset(): void {
    for (const each of [wall, people, comments, shelf, guids, blockedUs, banned]) each.clear()
    lastId = options.firstId - 1
    for (const person of options.users) people.set(person.id, person)
    for (const post of options.posts) {
      const id = post.id ?? newId()
      lastId = Math.max(lastId, id)
      wall.seed(id, post.text, post.at ?? now())
    }
    for (const comment of options.comments) {
      comments.set(comment.id, { ...comment })
      const kept = comment.attachments.filter(isKept)
      for (const each of kept) shelf.put(each)
      if (comment.guid !== null) guids.set(comment.guid, { commentId: comment.id, at: comment.at })
      lastId = Math.max(lastId, comment.id, ...kept.map(({ id }) => id))
    }
  }
  reset()

  const livePost = wall.live
  const anyComment = (id: number): Comment => {
    const comment = comments.get(id)
    if (comment === undefined) throw new Refusal(100, 'comment_id is invalid')
    return comment
  }

  /** Puts a comment up by VK's rules; throws Refusal. */
  function add(input: {
    readonly postId: number
    readonly fromId: number
    readonly text: string
    readonly replyTo: number | null
    /** What is uploaded already, or what is given now with the comment. */
    readonly attachments?: readonly Attached[]
    readonly given?: Given
    readonly guid?: string | null
  }): Comment {
    const post = livePost(input.postId)
    if (post.closed || banned.has(input.fromId)) throw new Refusal(213)
    const text = checkedText(input.text)
    const target = input.replyTo === null ? null : anyComment(input.replyTo)
    if (target !== null && target.postId !== post.id) throw new Refusal(100, 'reply_to_comment is of another post')
    if (target !== null && target.deletedAt !== null) throw new Refusal(211)
    if (target !== null && input.fromId === -groupId && blockedUs.has(target.fromId)) throw new Refusal(213)
    const attachments = input.attachments ?? shelf.gather(input.fromId, input.given ?? {})
    mustFit(text, attachments)
    const comment: Comment = {
      id: newId(),
      postId: post.id,
      fromId: input.fromId,
      text,
      at: now(),
      threadId: target === null ? null : (target.threadId ?? target.id),
      replyTo: target?.id ?? null,
      attachments,
      guid: input.guid ?? null,
      deletedAt: null,
    }
    comments.set(comment.id, comment)
    options.happened({ type: 'wall_reply_new', comment, post })
    return comment
  }

  /** As `add`, by the community: the same guid within VK's memory answers with the first comment, whatever else is asked. */
  function addOnce(input: Parameters<typeof add>[0]): Comment {
    const known = input.guid ? guids.get(input.guid) : undefined
    if (known !== undefined && now() - known.at <= options.guidMemoryMs) return anyComment(known.commentId)
    const comment = add(input)
    if (input.guid) guids.set(input.guid, { commentId: comment.id, at: now() })
    return comment
  }

  return {
    groupId,
    reset,
    add,
    addOnce,
    livePost,
    anyComment,
    posts: wall.standing,
    postOnce: (given: Parameters<typeof wall.publishOnce>[0]): Post => wall.publishOnce(given),
    editPost: (id: number, text: string): void => wall.edit(id, text),
    postLedger: wall.ledger,
    person: (id: number): Person | undefined => people.get(id),
    people: (): Person[] => [...people.values()],
    /** Finds a person by name or lets a new one in. */
    personNamed(name: string): Person {
      const known = [...people.values()].find((person) => person.name === name)
      if (known !== undefined) return known
      const id = Math.max(1000, ...people.keys()) + 1
      const person = { id, name }
      people.set(id, person)
      return person
    },
    comments: (postId?: number): Comment[] =>
      [...comments.values()].filter((each) => postId === undefined || each.postId === postId).toSorted((a, b) => a.id - b.id),
    publish: (text: string, at?: number): Post => wall.publish(text, at ?? now()),
    /** Another text, and where `given` is there, other attachments. */
    edit(id: number, words: string, given?: Given): void {
      const comment = anyComment(id)
      if (comment.deletedAt !== null) throw new Refusal(211)
      const [post, text] = [livePost(comment.postId), checkedText(words)]
      const attachments = given === undefined ? comment.attachments : shelf.gather(comment.fromId, given, comment.attachments)
      mustFit(text, attachments)
      Object.assign(comment, { text, attachments })
      options.happened({ type: 'wall_reply_edit', comment, post })
    },
    remove(id: number): void {
      const comment = anyComment(id)
      if (comment.deletedAt !== null) return
      comment.deletedAt = now()
      options.happened({ type: 'wall_reply_delete', comment, post: livePost(comment.postId) })
    },
    restore(id: number): void {
      const comment = anyComment(id)
      // Nothing was deleted, so nothing is restored, and no event is sent.
      if (comment.deletedAt === null) throw new Refusal(211)
      comment.deletedAt = null
      options.happened({ type: 'wall_reply_restore', comment, post: livePost(comment.postId) })
    },
    closeComments: (postId: number, closed = true): void => wall.close(postId, closed),
    removePost: (id: number): void => wall.remove(id),
    deactivate(personId: number, how: 'deleted' | 'banned'): void {
      const person = people.get(personId)
      if (person === undefined) throw new Refusal(113)
      people.set(personId, { ...person, deactivated: how })
    },
    /** The author puts the community on the blacklist: it may not answer this person any more. */
    blockUs: (personId: number): void => void blockedUs.add(personId),
    /** The community puts a person on its blacklist. */
    ban: (personId: number): void => void banned.add(personId),
    keepPhoto: (type: string, bytes: Uint8Array) => shelf.keepPhoto(-groupId, type, bytes),
    photo: (id: number) => shelf.photo(id),
    doc: (id: number) => shelf.doc(id),
    ledger: (): LedgerEntry[] =>
      [...comments.values()]
        .filter((each) => each.fromId === -groupId)
        .map((each) => ({
          key: `-${groupId}_${each.postId}_${each.id}`,
          commentId: each.id,
          postId: each.postId,
          replyTo: each.replyTo,
          text: each.text,
          photos: each.attachments.filter(({ kind }) => kind === 'photo').length,
          guid: each.guid,
          at: each.at,
          state: each.deletedAt === null ? 'stands' : 'deleted',
          deletedAt: each.deletedAt,
        })),
  }
}
