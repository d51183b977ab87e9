import type { NetworkTarget } from '@otklik/record'

/** A comment's address inside VK. `thread` is the comment at the top of its branch, 0 when the comment itself stands there. */
export type Target = { readonly owner: number; readonly post: number; readonly comment: number; readonly thread: number }

const fits = (value: unknown, least: number): value is number => Number.isSafeInteger(value) && Number(value) >= least

/** Reads a target out of an intent; null when it is not one of VK. */
export function readTarget(target: NetworkTarget): Target | null {
  const { owner, post, comment, thread = 0 } = target
  if (!Number.isSafeInteger(owner) || Number(owner) >= 0 || !fits(post, 1) || !fits(comment, 1) || !fits(thread, 0)) return null
  return { owner: Number(owner), post, comment, thread }
}

/** A post (`comment` null) or a comment, as a key of ours names it. */
export type OwnWords = { readonly owner: number; readonly post: number; readonly comment: number | null }

/** Reads a key that `postKey` or `commentKey` made; null when it is not one. */
export function readRef(ref: string): OwnWords | null {
  const [, owner, post, comment] = /^(-?[1-9]\d{0,14})_([1-9]\d{0,14})(?:_([1-9]\d{0,14}))?$/.exec(ref) ?? []
  if (owner === undefined || post === undefined) return null
  return { owner: Number(owner), post: Number(post), comment: comment === undefined ? null : Number(comment) }
}

export const postKey = (owner: number, post: number): string => `${owner}_${post}`

export const commentKey = (owner: number, post: number, comment: number): string => `${owner}_${post}_${comment}`

export const postUrl = (site: string, owner: number, post: number): string => `${site}/wall${owner}_${post}`

/** @param thread top of the branch, 0 when the comment stands directly under the post. */
export const commentUrl = (site: string, owner: number, post: number, comment: number, thread: number): string =>
  `${postUrl(site, owner, post)}?reply=${comment}${thread === 0 ? '' : `&thread=${thread}`}`

export const authorUrl = (site: string, id: number): string => (id < 0 ? `${site}/club${-id}` : `${site}/id${id}`)
