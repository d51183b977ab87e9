import type { Author } from '../port/port.ts'
import type { VkClient } from './client.ts'
import { authorUrl } from './place.ts'
import { fieldsOf, integer, isFields, list, text } from './shape.ts'
import type { Fields } from './shape.ts'

const personName = (fields: Fields): string => `${text(fields['first_name'])} ${text(fields['last_name'])}`.trim()

/** Names from an extended answer (`profiles`, `groups`) by author id; communities under their negative id. */
export function readNames(response: Fields): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  for (const profile of list(response['profiles']).filter(isFields)) names.set(integer(profile['id']) ?? 0, personName(profile))
  for (const group of list(response['groups']).filter(isFields)) names.set(-(integer(group['id']) ?? 0), text(group['name']))
  return names
}

/** VK takes so many people in one users.get, and so many communities in one groups.getById. */
const peopleAtOnce = 1000
const communitiesAtOnce = 500

/**
 * Who stands behind many keys, in as few requests as VK allows. Whoever VK leaves out, and everybody of a request that failed, is missing:
 * nothing is asked twice here.
 */
export async function describeMany(
  client: VkClient,
  keys: readonly string[],
  site: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Author>> {
  const found = new Map<string, Author>()
  const ids = [...new Set(keys.map(Number))].filter((id) => Number.isSafeInteger(id) && id !== 0)
  const people = ids.filter((id) => id > 0)
  const communities = ids.filter((id) => id < 0).map((id) => -id)
  for (const some of parts(people, peopleAtOnce)) {
    const answer = await client.call('users.get', { user_ids: some.join(',') }, signal)
    if (answer.kind !== 'answered') continue
    for (const person of list(answer.response).filter(isFields)) keep(found, integer(person['id']), personName(person), person, site)
  }
  for (const some of parts(communities, communitiesAtOnce)) await describeCommunities(client, some, site, signal, found)
  return found
}

/** VK refuses a list with a community in it that there is none of: then each is asked by itself, so that one does not hide the others. */
async function describeCommunities(
  client: VkClient,
  ids: readonly number[],
  site: string,
  signal: AbortSignal | undefined,
  found: Map<string, Author>,
): Promise<void> {
  const answer = await client.call('groups.getById', { group_ids: ids.join(',') }, signal)
  if (answer.kind === 'refused' && answer.error.kind === 'config' && ids.length > 1) {
    for (const id of ids) await describeCommunities(client, [id], site, signal, found)
  }
  if (answer.kind !== 'answered') return
  for (const group of list(fieldsOf(answer.response)['groups']).filter(isFields)) {
    keep(found, -(integer(group['id']) ?? 0), text(group['name']), group, site)
  }
}

/** A deleted page is called DELETED by VK; one that VK has blocked keeps its name. */
function keep(found: Map<string, Author>, id: number | null, name: string, { deactivated }: Fields, site: string): void {
  if (id === null || id === 0 || name === '') return
  const author = { key: String(id), url: authorUrl(site, id), isCommunity: id < 0 }
  found.set(author.key, deactivated === 'deleted' ? { ...author, name: 'Страница удалена', gone: true } : { ...author, name })
}

function* parts<Value>(all: readonly Value[], size: number): Generator<readonly Value[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}
