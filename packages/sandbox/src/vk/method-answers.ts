import type { Photo } from './attached.ts'
import type { MethodName, ParamsOf } from './method-schemas.ts'
import { Refusal } from './refusal.ts'
import type { TokenKind } from './tokens.ts'
import type { Uploads } from './uploads.ts'
import { commentView, groupView, personView, photoView, postView } from './views.ts'
import type { Comment, World } from './world.ts'

export type Surroundings = {
  readonly world: World
  readonly uploads: Uploads
  readonly name: string
  readonly screenName: string
  /** Address of this simulator, without a slash at the end. */
  readonly base: () => string
  readonly openLongPoll: () => { readonly key: string; readonly server: string; readonly ts: string }
}

type Answers = { readonly [M in MethodName]: (params: ParamsOf<M>, kind: TokenKind) => unknown }

/** What each method answers; throws Refusal with VK's code. */
export function createAnswers(around: Surroundings): Answers {
  const { world, uploads } = around
  const ownerId = -world.groupId
  const own = groupView(world.groupId, around.name, around.screenName)
  const mustBeOurs = (groupId: number | undefined): void => {
    if (groupId !== world.groupId) throw new Refusal(15, 'no access to this group')
  }
  const standing = (postId: number): number => world.comments(postId).filter((each) => each.deletedAt === null).length
  const all = (): Map<number, Comment> => new Map(world.comments().map((each) => [each.id, each]))
  const show = (comment: Comment, known: Map<number, Comment>) => commentView(comment, ownerId, around.base(), (id) => known.get(id))
  const groupsById = (ids: readonly string[]) =>
    ids.map((id) => {
      if (id === String(world.groupId) || id === around.screenName) return own
      const other = world.person(-Number(id))
      if (other === undefined) throw new Refusal(100, 'group_ids is undefined')
      return groupView(Number(id), other.name, `club${id}`, other.deactivated)
    })

  return {
    // Without an id a community key is answered with its own community.
    'groups.getById'(params, kind) {
      const ids = params.group_ids?.split(',') ?? (params.group_id === undefined ? [] : [params.group_id])
      if (ids.length > 500) throw new Refusal(100, 'group_ids has too many values')
      if (ids.length === 0 && kind !== 'community') throw new Refusal(100, 'group_ids is undefined')
      return { groups: ids.length === 0 ? [own] : groupsById(ids), profiles: [] }
    },
    'groups.getLongPollServer'(params) {
      mustBeOurs(params.group_id)
      return around.openLongPoll()
    },
    'photos.getWallUploadServer'(params) {
      mustBeOurs(params.group_id)
      return { album_id: -14, user_id: 100, upload_url: uploads.open() }
    },
    'photos.saveWallPhoto'(params) {
      mustBeOurs(params.group_id)
      return [photoView(uploads.save(params.server, params.photo, params.hash), around.base())]
    },
    'users.get'(params) {
      const ids = params.user_ids.split(',')
      if (ids.length > 1000) throw new Refusal(100, 'user_ids has too many values')
      return ids.flatMap((id) => world.person(Number(id)) ?? []).map(personView)
    },
    'wall.createComment'(params, kind) {
      if (params.owner_id !== ownerId) throw new Refusal(15)
      if (params.from_group !== undefined) mustBeOurs(params.from_group)
      const comment = world.addOnce({
        postId: params.post_id,
        fromId: kind === 'user' && params.from_group === undefined ? 100 : ownerId,
        text: params.message ?? '',
        replyTo: params.reply_to_comment ?? null,
        attachments: readPhotos(params.attachments),
        guid: params.guid ?? null,
      })
      return { comment_id: comment.id, parents_stack: comment.threadId === null ? [] : [comment.threadId] }
    },
    'wall.post'(params) {
      if (params.owner_id !== ownerId) throw new Refusal(15)
      // In the name of the person whose key it is, it would be a suggestion of a reader: nobody here wants that.
      if (params.from_group !== '1') throw new Refusal(15, 'from_group')
      const { id } = world.postOnce({ text: params.message ?? '', attachments: readPhotos(params.attachments), guid: params.guid ?? null })
      return { post_id: id }
    },
    'wall.delete'(params) {
      if (params.owner_id !== ownerId) throw new Refusal(15)
      world.removePost(params.post_id)
      return 1
    },
    'wall.deleteComment'(params) {
      if (params.owner_id !== ownerId) throw new Refusal(15)
      if (world.anyComment(params.comment_id).deletedAt !== null) throw new Refusal(211)
      world.remove(params.comment_id)
      return 1
    },
    'wall.get'(params) {
      if (params.owner_id !== ownerId) throw new Refusal(15)
      const [from, posts] = [params.offset ?? 0, world.posts()]
      const page = posts.slice(from, from + (params.count ?? 20))
      return { count: posts.length, items: page.map((post) => postView(post, ownerId, standing(post.id), around.base())) }
    },
    'wall.getById': (params) => ({
      items: params.posts.split(',').flatMap((key) => {
        const [owner = '', id = ''] = key.split('_')
        const post = world.posts().find((each) => each.id === Number(id))
        if (Number(owner) !== ownerId || post === undefined) return []
        return [postView(post, ownerId, standing(post.id), around.base())]
      }),
    }),
    'wall.getComments': getComments,
  }

  function readPhotos(attachments: string | undefined): readonly Photo[] {
    if (attachments === undefined || attachments === '') return []
    return attachments.split(',').map((each) => {
      const [, owner, id] = /^photo(-?\d+)_(\d+)(?:_[0-9a-f]+)?$/.exec(each) ?? []
      const photo = world.photo(Number(id))
      if (photo === undefined || photo.owner !== Number(owner)) throw new Refusal(100, 'attachments are invalid')
      return photo
    })
  }

  function getComments(params: ParamsOf<'wall.getComments'>) {
    if (params.owner_id !== ownerId) throw new Refusal(15)
    const post = world.livePost(params.post_id)
    const known = all()
    const here = [...known.values()].filter((each) => each.postId === post.id)
    const replies = (id: number): Comment[] => here.filter((each) => each.threadId === id && each.deletedAt === null)
    // A deleted comment stays as an empty place while there are replies under it.
    const shown = (each: Comment): boolean => each.deletedAt === null || replies(each.id).length > 0
    let level: Comment[]
    if (params.comment_id === undefined) level = here.filter((each) => each.threadId === null && shown(each))
    else {
      const top = known.get(params.comment_id)
      if (top === undefined || top.postId !== post.id || !shown(top)) throw new Refusal(211)
      level = replies(top.id)
    }
    const ordered = params.sort === 'desc' ? level.toReversed() : level
    const from = params.start_comment_id === undefined ? 0 : ordered.findIndex((each) => each.id === params.start_comment_id)
    const begin = (from < 0 ? ordered.length : from) + (params.offset ?? 0)
    const page = ordered.slice(begin, begin + (params.count ?? 10))
    const items = page.map((comment) => ({
      ...show(comment, known),
      ...(comment.threadId === null ? { thread: threadOf(comment) } : {}),
    }))
    const people = new Set(page.filter((each) => each.deletedAt === null).map((each) => each.fromId))
    return {
      count: here.filter((each) => each.deletedAt === null).length,
      items,
      current_level_count: level.length,
      can_post: !post.closed,
      groups_can_post: !post.closed,
      show_reply_button: true,
      ...(params.extended === '1' ? { profiles: profilesOf(people), groups: groupsOf(people) } : {}),
    }

    function threadOf(comment: Comment) {
      const thread = replies(comment.id)
      const first = thread.slice(0, params.thread_items_count ?? 0)
      return { count: thread.length, items: first.map((each) => show(each, known)), can_post: !post.closed, show_reply_button: true }
    }
  }

  function profilesOf(ids: ReadonlySet<number>) {
    return [...ids].flatMap((id) => (id > 0 ? (world.person(id) ?? []) : [])).map(personView)
  }
  function groupsOf(ids: ReadonlySet<number>) {
    return [...ids].flatMap((id) => {
      if (id === ownerId) return [own]
      const other = id < 0 ? world.person(id) : undefined
      return other === undefined ? [] : [groupView(-id, other.name, `club${-id}`, other.deactivated)]
    })
  }
}
