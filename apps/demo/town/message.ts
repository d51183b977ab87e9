import type { Importance } from '@otklik/regulations'
import type { PostKey } from './posts.ts'
import type { TopicId } from './topics.ts'
import type { UnitKey } from './town.ts'

/** What a message is like: the demo must hold every kind that a curator meets in a week. */
export type Kind =
  | 'complaint'
  | 'question'
  | 'proposal'
  | 'thanks'
  | 'danger'
  | 'rage'
  | 'caps'
  | 'sarcasm'
  | 'typos'
  | 'emoji'
  | 'photo'
  | 'long'
  | 'several'
  | 'one-word'
  | 'follow-up'
  | 'spam'
  | 'advertising'
  | 'insult'
  | 'threat'
  | 'formal-appeal'
  | 'other-town'

/** What a sensible curator does with it. `ground` is the id of a ground to decline by, where the act in force has it, otherwise `no-reaction`. */
export type Treatment =
  | { readonly do: 'route'; readonly unit: UnitKey }
  | { readonly do: 'decline'; readonly ground: 'spam' | 'advertising' | 'obscene' | 'threat' | 'no-reaction' }
  | { readonly do: 'redirect'; readonly destination: 'other-organisation' | 'formal-appeal'; readonly to: string }

/** A citizen's message of our own writing; nobody in it is real. */
export type DemoMessage = {
  readonly id: string
  readonly author: string
  readonly post: PostKey
  readonly topic: TopicId | null
  readonly importance: Importance
  readonly treatment: Treatment
  readonly kinds: readonly Kind[]
  /** The earlier message in whose thread this one stands; by the same author unless somebody joins in. */
  readonly follows: string | null
  readonly text: string
}

type Marks = Partial<Pick<DemoMessage, 'topic' | 'importance' | 'follows'>>

/** A message to route. Line breaks of the source are spaces: people write a comment in one line. */
export function message(
  id: string,
  author: string,
  post: PostKey,
  topic: TopicId,
  unit: UnitKey,
  kinds: readonly Kind[],
  text: string,
  marks: Marks = {},
): DemoMessage {
  return treated(id, author, post, { do: 'route', unit }, kinds, text, { topic, ...marks })
}

/** A message that is not routed but declined or redirected. */
export function treated(
  id: string,
  author: string,
  post: PostKey,
  treatment: Treatment,
  kinds: readonly Kind[],
  text: string,
  marks: Marks = {},
): DemoMessage {
  const { topic = null, importance = 'normal', follows = null } = marks
  return { id, author, post, topic, importance, treatment, kinds, follows, text: text.replace(/\s+/gu, ' ').trim() }
}
