import type { CallResult, VkClient } from './client.ts'
import type { MethodParams } from './methods.ts'
import { fieldsOf, integer, isFields } from './shape.ts'
import type { Fields } from './shape.ts'

/** VK's largest page. Pages overlap: when a comment is deleted between two of them, the rest moves up and must not slip through. */
const page = 100
const overlap = 10

type Failed = Exclude<CallResult, { kind: 'answered' }>

export type CommentPage =
  /** `whole`: with this page as many comments have come as VK counts on this level. */
  { readonly kind: 'page'; readonly items: readonly Fields[]; readonly response: Fields; readonly whole: boolean } | Failed

/**
 * `wall.getComments` page by page, newest first: under a post, or the branch of `comment_id`. A page may be shorter than asked for although
 * there is more, so the end is where the level's own count is reached, or where nothing comes any more.
 *
 * @param most pages read at most. Unless the last page is `whole`, something was not read: too much of it, or VK counts what it does not
 * show. A failed call ends the reading.
 */
export async function* commentPages(
  client: VkClient,
  params: Omit<MethodParams['wall.getComments'], 'count' | 'offset' | 'sort' | 'preview_length'>,
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<CommentPage, void> {
  const seen = new Set<unknown>()
  let offset = 0
  for (let turn = 0; turn < most; turn += 1) {
    const asked = { ...params, count: page, offset, sort: 'desc', preview_length: 0 } as const
    const result = await client.call('wall.getComments', asked, signal)
    if (result.kind !== 'answered') {
      yield result
      return
    }
    const items = fieldsOf(result.response)['items']
    if (!isFields(result.response) || !Array.isArray(items)) {
      yield { kind: 'unknown', detail: 'wall.getComments: ответ неожиданного вида' }
      return
    }
    const read = items.length
    const level = integer(result.response['current_level_count'])
    const shown = items.filter(isFields)
    for (const { id } of shown) seen.add(id)
    const whole = read < page && (level === null ? read === 0 : seen.size >= level)
    yield { kind: 'page', items: shown, response: result.response, whole }
    if (whole || (read === 0 && offset + page >= (level ?? 0))) return
    // The next page begins where this one really ended.
    offset += read === 0 ? page : read > 2 * overlap ? read - overlap : read
  }
}
