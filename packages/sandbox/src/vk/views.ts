import type { Attached, Doc, Photo } from './attached.ts'
import type { Post } from './wall.ts'
import type { Comment, Person } from './world.ts'

/** Shapes in which VK shows its objects (schema 5.199). Dates in seconds. */
const seconds = (ms: number): number => Math.floor(ms / 1000)

export const photoView = (photo: Photo, base: string) => ({
  id: photo.id,
  album_id: -14,
  owner_id: photo.owner,
  user_id: 100,
  access_key: photo.accessKey,
  text: '',
  sizes: [{ type: 'w', url: `${base}/photo/${photo.id}`, width: 0, height: 0 }],
})

/** VK's numbers for kinds of documents, by the ending of their names. */
const docTypes = [
  /^(?:txt|docx?|pdf|rtf|odt|xlsx?|ods|pptx?)$/i,
  /^(?:zip|rar|7z|gz|tar)$/i,
  /^gif$/i,
  /^(?:jpe?g|png|webp|bmp)$/i,
  /^(?:ogg|wav|flac)$/i,
  /^(?:mp4|avi|mov|webm)$/i,
  /^(?:epub|fb2|djvu)$/i,
]

const docView = (doc: Doc, base: string) => {
  const ext = /\.([^.]{1,10})$/.exec(doc.title)?.[1] ?? ''
  const type = docTypes.findIndex((endings) => endings.test(ext)) + 1
  return {
    id: doc.id,
    owner_id: doc.owner,
    title: doc.title,
    size: doc.bytes.length,
    ext,
    type: type === 0 ? 8 : type,
    url: `${base}/doc/${doc.id}?hash=${doc.accessKey}`,
    access_key: doc.accessKey,
  }
}

function attachedView(one: Attached, base: string) {
  if (one.kind === 'other') return one.view
  return one.kind === 'photo' ? { type: 'photo', photo: photoView(one, base) } : { type: 'doc', doc: docView(one, base) }
}

/** A deleted comment that replies keep in its place: neither its author nor its text is shown any more. */
const emptyPlace = (comment: Comment, ownerId: number) => ({
  id: comment.id,
  date: seconds(comment.at),
  post_id: comment.postId,
  owner_id: ownerId,
  parents_stack: comment.threadId === null ? [] : [comment.threadId],
  deleted: true,
})

export function commentView(comment: Comment, ownerId: number, base: string, author: (id: number) => Comment | undefined) {
  if (comment.deletedAt !== null) return emptyPlace(comment, ownerId)
  const replied = comment.replyTo === null ? undefined : author(comment.replyTo)
  return {
    id: comment.id,
    from_id: comment.fromId,
    date: seconds(comment.at),
    text: comment.text,
    post_id: comment.postId,
    owner_id: ownerId,
    parents_stack: comment.threadId === null ? [] : [comment.threadId],
    ...(replied === undefined ? {} : { reply_to_user: replied.fromId, reply_to_comment: replied.id }),
    ...(comment.attachments.length === 0 ? {} : { attachments: comment.attachments.map((one) => attachedView(one, base)) }),
  }
}

export const postView = (post: Post, ownerId: number, comments: number, base: string) => ({
  inner_type: 'wall_wallpost',
  type: 'post',
  id: post.id,
  owner_id: ownerId,
  from_id: ownerId,
  date: seconds(post.at),
  text: post.text,
  attachments: post.attachments.map((one) => attachedView(one, base)),
  ...(post.editedAt === null ? {} : { edited: seconds(post.editedAt) }),
  comments: { count: comments, can_post: post.closed ? 0 : 1, groups_can_post: !post.closed },
})

/** Whose page was deleted is called DELETED from then on; who was blocked keeps the name. Neither says anything of closed pages. */
export function personView({ id, name, deactivated }: Person) {
  const [first = '', ...rest] = deactivated === 'deleted' ? ['DELETED'] : name.split(' ')
  const common = { id, first_name: first, last_name: rest.join(' ') }
  return deactivated === undefined ? { ...common, can_access_closed: true, is_closed: false } : { ...common, deactivated }
}

export const groupView = (id: number, name: string, screenName: string, deactivated?: Person['deactivated']) => ({
  id,
  name: deactivated === 'deleted' ? 'DELETED' : name,
  screen_name: screenName,
  is_closed: 0,
  type: 'page',
  ...(deactivated === undefined ? {} : { deactivated }),
})
