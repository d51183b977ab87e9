import { z } from 'zod'
import { id, moment, text } from '../primitives.ts'

/** What stands beside a text in the network. `kind` is the network's word; `url` is empty where nothing can be opened. Both and the name are hostile. */
const attachment = z.object({ kind: z.string(), url: z.string(), name: text })
/** What its author changed in a message since it came: when last, and what stood beside it once and no longer does. */
const edited = z.object({ at: moment, removed: z.array(attachment.extend({ removedAt: moment })) }).nullable()

export const thread = z.object({
  post: z.object({ text: z.string(), url: z.string(), attachments: z.array(attachment) }).nullable(),
  thread: z.array(
    z.object({
      key: z.string(),
      authorName: z.string(),
      own: z.boolean(),
      text: z.string(),
      attachments: z.array(attachment),
      writtenAt: moment,
    }),
  ),
})
export type ThreadView = z.infer<typeof thread>

/** A citizen's message as the card shows it. */
export const messageInCard = z.object({
  id,
  text: z.string(),
  url: z.string(),
  /** The network's id; null: it stands in none that anybody has named. */
  network: z.string().nullable(),
  /** Who brings a reply there: the program through the network, or a person by hand. */
  delivery: z.enum(['network', 'person']),
  writtenAt: moment,
  attachments: z.array(attachment),
  author: z.object({ id, name: z.string(), url: z.string().nullable(), otherMessages: z.number().int() }),
  deletedAt: moment.nullable(),
  edited,
})

/** What the author said later in the same thread; `url`: its place in the network. */
export const answerInCard = z.object({
  text: z.string(),
  at: moment,
  url: z.string(),
  attachments: z.array(attachment),
  deletedAt: moment.nullable(),
  edited,
})
