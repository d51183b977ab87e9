import { z } from 'zod'
import type { TokenKind } from './tokens.ts'

/** Parameters come as form fields: numbers written out. */
const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number)
const positive = whole.refine((value) => value > 0)
const flag = z.enum(['0', '1'])
const upTo = (most: number) => whole.refine((value) => value >= 0 && value <= most)

type MethodRule = {
  readonly kinds: readonly TokenKind[]
  readonly params: z.ZodObject
}

const rule = <Shape extends z.ZodRawShape>(kinds: readonly TokenKind[], shape: Shape) => ({ kinds, params: z.strictObject(shape) })

/** Methods the pretended VK knows: who may call them and with what (schema 5.199; `strict`, so that a misspelt parameter shows). */
export const methodRules = {
  'groups.getById': rule(['community', 'service', 'user'], {
    group_id: z.string().optional(),
    group_ids: z.string().optional(),
    fields: z.string().optional(),
  }),
  'groups.getLongPollServer': rule(['community', 'user'], { group_id: positive }),
  'photos.getWallUploadServer': rule(['user'], { group_id: positive }),
  'photos.saveWallPhoto': rule(['user'], {
    group_id: positive.optional(),
    user_id: positive.optional(),
    photo: z.string().min(1),
    server: whole,
    hash: z.string(),
    caption: z.string().optional(),
  }),
  'users.get': rule(['community', 'service', 'user'], {
    user_ids: z.string().regex(/^\d+(,\d+)*$/),
    fields: z.string().optional(),
    name_case: z.string().optional(),
  }),
  'wall.createComment': rule(['community', 'user'], {
    owner_id: whole,
    post_id: positive,
    from_group: positive.optional(),
    message: z.string().optional(),
    reply_to_comment: positive.optional(),
    attachments: z.string().optional(),
    sticker_id: positive.optional(),
    guid: z.string().min(1).max(200).optional(),
  }),
  'wall.post': rule(['user'], {
    owner_id: whole,
    from_group: flag.optional(),
    message: z.string().optional(),
    attachments: z.string().optional(),
    guid: z.string().min(1).max(200).optional(),
  }),
  'wall.delete': rule(['user'], { owner_id: whole, post_id: positive }),
  'wall.deleteComment': rule(['user'], { owner_id: whole, comment_id: positive }),
  'wall.get': rule(['service', 'user'], {
    owner_id: whole,
    offset: upTo(1_000_000).optional(),
    count: upTo(100).optional(),
    filter: z.enum(['all', 'owner', 'others']).optional(),
    extended: flag.optional(),
    fields: z.string().optional(),
  }),
  'wall.getById': rule(['service', 'user'], {
    posts: z.string().regex(/^-?\d+_\d+(,-?\d+_\d+)*$/),
    extended: flag.optional(),
    copy_history_depth: whole.optional(),
    fields: z.string().optional(),
  }),
  'wall.getComments': rule(['service', 'user'], {
    owner_id: whole,
    post_id: positive,
    comment_id: positive.optional(),
    start_comment_id: positive.optional(),
    offset: upTo(1_000_000).optional(),
    count: upTo(100).optional(),
    sort: z.enum(['asc', 'desc', 'smart']).optional(),
    preview_length: upTo(100_000).optional(),
    extended: flag.optional(),
    need_likes: flag.optional(),
    fields: z.string().optional(),
    thread_items_count: upTo(10).optional(),
  }),
} satisfies Readonly<Record<string, MethodRule>>

export type MethodName = keyof typeof methodRules
export type ParamsOf<M extends MethodName> = z.output<(typeof methodRules)[M]['params']>

export const isMethod = (name: string): name is MethodName => Object.hasOwn(methodRules, name)
