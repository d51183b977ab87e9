import { delMany, entries, keys } from 'idb-keyval'

/** What a person's work leaves in this browser: drafts, photos and replies that wait for a line. Its keys begin with one of these and the person. */
const ours = /^(?:draft|waiting) ([0-9a-f-]{36}) /

let shut = false

/** After a sign-out nothing is written any more: what a page still held would come back into the browser that was just emptied. */
export function stillHere(): void {
  if (shut) throw new Error('signed out')
}

const theirs = async (wanted: (personId: string) => boolean): Promise<IDBValidKey[]> =>
  (await keys()).filter((key) => {
    const personId = typeof key === 'string' ? ours.exec(key)?.[1] : undefined
    return personId !== undefined && wanted(personId)
  })

/** Is anything in it that somebody typed, took or sent? A draft that was emptied is still kept, for other tabs to see. */
function holds(value: unknown): boolean {
  const { draft, beside, photos, outgoing } = value as {
    draft?: { text: string; attachments: readonly unknown[] }
    beside?: object
    photos?: readonly unknown[]
    outgoing?: unknown
  }
  const typed = draft !== undefined && (draft.text.trim() !== '' || draft.attachments.length > 0)
  return typed || Object.keys(beside ?? {}).length > 0 || (photos?.length ?? 0) > 0 || (outgoing ?? null) !== null
}

/** How many drafts and unsent replies of these people would be lost. A browser that forbids storage has none. */
export const unsent = (personIds: readonly string[]): Promise<number> =>
  entries<string, unknown>().then(
    (all) => all.filter(([key, value]) => typeof key === 'string' && personIds.includes(ours.exec(key)?.[1] ?? '') && holds(value)).length,
    () => 0,
  )

/** Nothing of anybody stays, and nothing more is written by this page. */
export async function forgetEverybody(): Promise<void> {
  shut = true
  await delMany(await theirs(() => true)).catch(() => undefined)
}

/** Another person sits down at this browser: what earlier ones left unsent is no longer theirs to find, nor anybody's to read. */
export async function forgetOthers(personIds: readonly string[]): Promise<void> {
  await theirs((id) => !personIds.includes(id))
    .then(delMany)
    .catch(() => undefined)
}
